/**
 * Schemas of the values that occur everywhere: numbers, flags, addresses.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO, isErrnoName } from "../../abi/errno.ts";
import { MAP, MREMAP } from "../../abi/map.ts";
import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
import type { Word } from "../../abi/word.ts";
import { type AddressText, parseAddress } from "../text/address.ts";
import { ADVICE, parseAdvice } from "../text/advice.ts";
import { type FlagKind, readFlags } from "../text/flags.ts";
import { unknownWord } from "../text/nearest.ts";
import { parseDescriptor, parseNumber } from "../text/number.ts";
import { parseNumberUpTo } from "../text/number.ts";
import { quote } from "../text/quote.ts";
import { ValueError } from "../text/value_error.ts";
import type { Flags } from "../types.ts";
import {
  choice,
  list,
  oneOfSorts,
  remembering,
  scalar,
  type Schema,
  text,
} from "./kit.ts";
import { pipe, transform } from "./valibot.ts";

const NUMBER = "(0[xX][0-9a-fA-F]+|0|[1-9][0-9]*)([KkMmGg][Ii][Bb])?";
const NUMBER_HINTS = {
  type: ["integer", "string"],
  minimum: 0,
  pattern: `^${NUMBER}$`,
};

/** A number up to 64 bits. */
export const word: Schema<Word> = scalar(
  "a number",
  remembering(parseNumber),
  NUMBER_HINTS,
);

/** A number up to a limit that is exact as a JavaScript number. */
export function numberUpTo(limit: number): Schema<number> {
  return scalar(
    "a number",
    (digits) => parseNumberUpTo(digits, limit),
    { ...NUMBER_HINTS, maximum: limit },
  );
}

/** A number of things. */
export const count: Schema<number> = numberUpTo(0x7fff_ffff);

/** A descriptor, perhaps negative. */
export const descriptor: Schema<number> = scalar("a number", parseDescriptor, {
  type: ["integer", "string"],
  pattern: "^(-[1-9][0-9]*|0[xX][0-9a-fA-F]+|0|[1-9][0-9]*)$",
});

/** `true` or `false`. */
export const flag: Schema<boolean> = scalar("true or false", (value) => {
  if (value === "true" || value === "false") return value === "true";
  throw new ValueError(unknownWord("truth value", value, ["true", "false"]));
}, { type: "boolean" });

/** An absolute address, or a label with a distance. */
export const address: Schema<AddressText> = scalar(
  "an address",
  remembering(parseAddress),
  {
    type: ["integer", "string"],
    minimum: 0,
    pattern: `^(${NUMBER}|[A-Za-z_][A-Za-z0-9_.]*(\\s*[+-]\\s*${NUMBER})?)$`,
  },
);

function flags(kind: FlagKind): Schema<Flags> {
  return scalar(
    `${kind.what} flags`,
    remembering((value) => readFlags(value, kind)),
    {
      type: ["integer", "string"],
      minimum: 0,
      pattern: flagPattern(kind),
      examples: Object.keys(kind.names),
    },
  );
}

function flagPattern(kind: FlagKind): string {
  const names = [...Object.keys(kind.names), "NONE"].join("|");
  const part =
    `\\s*((${kind.prefix})?(${names})|0x[0-9a-fA-F]{1,8}|[0-9]{1,10})\\s*`;
  return `^${part}(\\|${part})*$`;
}

const MAP_KIND = { what: "flags", names: MAP, prefix: "MAP_" };
const VM_KIND = { what: "VM flags", names: VM, prefix: "VM_" };

/** `PROT_*`. */
export const prot: Schema<Flags> = flags({
  what: "prot",
  names: PROT,
  prefix: "PROT_",
});
/** `MAP_*`. */
export const mapFlags: Schema<Flags> = flags(MAP_KIND);
/** `MREMAP_*`. */
export const mremapFlags: Schema<Flags> = flags({
  what: "mremap flags",
  names: MREMAP,
  prefix: "MREMAP_",
});
/** `VM_*`. */
export const vmFlags: Schema<Flags> = flags(VM_KIND);
/** `NOMMU_MAP_*`. */
export const capabilities: Schema<Flags> = flags({
  what: "capabilities",
  names: CAPABILITY,
  prefix: "NOMMU_MAP_",
});

/** Text of flags whose kind depends on a key beside it: `MAP_*` or `VM_*`. */
export const anyFlags: Schema<string> = scalar("flags", (value) => value, {
  type: ["integer", "string"],
  minimum: 0,
});

/** Reads what {@linkcode anyFlags} left as text. */
export function readAnyFlags(value: string, kind: "map" | "vm"): Flags {
  return readFlags(value, kind === "map" ? MAP_KIND : VM_KIND);
}

/** `MADV_*` or a number. */
export const advice: Schema<number> = scalar("an advice", parseAdvice, {
  type: ["integer", "string"],
  minimum: 0,
  examples: Object.keys(ADVICE),
});

const ERRNO_NAMES = Object.keys(ERRNO);

/** An errno name or one of some words; names become `{ errno }`. */
export function errnoOr<const T extends string>(
  what: string,
  words: readonly T[],
): Schema<T | { readonly errno: number }> {
  const all = [...words, ...ERRNO_NAMES];
  return scalar(what, (value) => {
    if ((words as readonly string[]).includes(value)) return value as T;
    if (isErrnoName(value)) return { errno: ERRNO[value] };
    throw new ValueError(unknownWord(what, value, all));
  }, { enum: all });
}

/** An errno name, as its number; ok: the call succeeds, which is 0. */
export const errnoOrOk: Schema<number> = pipe(
  errnoOr("errno", ["ok"]),
  transform((answer) => answer === "ok" ? 0 : answer.errno),
);

/** An errno name, as its number. */
export const errno: Schema<number> = scalar("an errno", (value) => {
  if (isErrnoName(value)) return ERRNO[value];
  throw new ValueError(unknownWord("errno", value, ERRNO_NAMES));
}, { enum: ERRNO_NAMES });

const NAME = "^[A-Za-z_][A-Za-z0-9_.-]*$";
const LABEL = "^[A-Za-z_][A-Za-z0-9_.]*$";

/** A name of a file or a process. */
export const name: Schema<string> = matching(
  "name",
  NAME,
  "can have only letters, digits, '_', '.' and '-', and starts with a letter or '_'",
);

/** A label of a step, which `+` and `-` may follow. */
export const label: Schema<string> = matching(
  "label",
  LABEL,
  "can have only letters, digits, '_' and '.', and starts with a letter or '_'",
);

/** Text of some form. */
export function matching(
  what: string,
  pattern: string,
  form: string,
): Schema<string> {
  const expression = new RegExp(pattern);
  return scalar(`a ${what}`, (value) => {
    if (expression.test(value)) return value;
    throw new ValueError(`The ${what} ${quote(value)} ${form}`);
  }, { type: ["string", "integer"], pattern });
}

/** A sentence or another text for the reader. */
export const sentence: Schema<string> = text("text");

/** Any text, as it is. */
export const anyText: Schema<string> = scalar("text", (value) => value);

/** Ids of hazards, or none of them. */
export const hazards: Schema<readonly string[]> = oneOfSorts<readonly string[]>(
  "a hazard, a list of hazards or none",
  {
    text: pipe(
      sentence,
      transform((id): readonly string[] => id === "none" ? [] : [id]),
    ),
    list: list("a list of hazards", sentence),
  },
);

/** What backs a mapping. */
export const backing: Schema<"direct" | "copy" | "anonymous"> = choice(
  "backing",
  ["direct", "copy", "anonymous"],
);
