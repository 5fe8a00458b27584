/**
 * The options that make up one request: the call, its caller and the machine.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { maxWord, type Word, type WordSize } from "../abi/word.ts";
import { InputError } from "../errors.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { MAIN_PROCESS, makeScenario, makeStep } from "../question/make.ts";
import type { Question } from "../question/question.ts";
import { DEFAULT_MACHINE } from "../scenario/resolve/machine.ts";
import { readFlags } from "../scenario/text/flags.ts";
import type {
  FileSpec,
  Flags,
  MachineSpec,
  MmapOperation,
} from "../scenario/types.ts";
import type { Arguments, OptionSpec } from "./arguments.ts";
import {
  choiceOption,
  declaresFile,
  fileFromOptions,
  numberOption,
  valueOption,
} from "./file_options.ts";

/** The options of the call. */
export const REQUEST_OPTIONS: Required<Pick<OptionSpec, "values">> = {
  values: ["prot", "flags", "length", "offset", "address"],
};

/** The options of the caller and of the machine. */
export const MACHINE_OPTIONS: Required<Pick<OptionSpec, "flags" | "values">> = {
  flags: ["ptraced", "read-implies-exec"],
  values: ["word-size", "page-size", "ram-size", "max-page-order"],
};

/**
 * The question that the options ask.
 *
 * @throws {InputError} if a value is wrong.
 */
export function questionFromOptions(
  options: Arguments,
  edition: AnyEdition,
): Question {
  const flags = flagsOption(options, "flags") ?? { value: 2, text: "PRIVATE" };
  const anonymous = (flags.value & MAP.ANONYMOUS) !== 0;
  if (anonymous && declaresFile(options)) {
    throw new InputError(
      "MAP_ANONYMOUS leaves no file; drop the options that declare one",
    );
  }
  const files = anonymous ? [] : [fileFromOptions(options)];
  return questionAbout(files, { ...requestParts(options), flags }, {
    options,
    edition,
  });
}

function requestParts(options: Arguments): Omit<MmapOperation, "flags"> {
  const offset = numberOption(options, "offset");
  const address = numberOption(options, "address");
  return {
    kind: "mmap",
    length: numberOption(options, "length") ?? 4096,
    prot: flagsOption(options, "prot") ?? { value: PROT.READ, text: "READ" },
    ...(offset === undefined ? {} : { offset }),
    ...(address === undefined ? {} : { address }),
  };
}

function questionAbout(
  files: readonly FileSpec[],
  request: MmapOperation,
  { options, edition }: {
    readonly options: Arguments;
    readonly edition: AnyEdition;
  },
): Question {
  const machine = machineFromOptions(options);
  for (const key of ["length", "offset", "address"] as const) {
    checkWord(key, request[key] as Word | undefined, machine.wordSize);
  }
  const operation = files.length === 0 ? request : { ...request, file: 0 };
  const scenario = makeScenario(edition, {
    machine,
    files,
    processes: [{
      ...MAIN_PROCESS,
      ptraced: options.flag("ptraced"),
      readImpliesExec: options.flag("read-implies-exec"),
    }],
    steps: [makeStep(operation)],
  });
  return { scenario, step: 0 };
}

function checkWord(
  name: string,
  value: Word | undefined,
  wordSize: WordSize,
): void {
  if (value === undefined || value <= maxWord(wordSize)) return;
  throw new InputError(
    `Option '--${name}': ${value} does not fit a word of ${wordSize} bits; ` +
      "use --word-size 64",
  );
}

/** The machine that the options declare. */
function machineFromOptions(options: Arguments): MachineSpec {
  const bits = choiceOption(options, "word-size", ["32", "64"]);
  const wordSize = bits === "64" ? 64 : 32;
  const pageSize = smallNumber(options, "page-size", 65536) ??
    DEFAULT_MACHINE.pageSize;
  if (pageSize < 4096 || Math.log2(pageSize) % 1 !== 0) {
    throw new InputError(
      `Option '--page-size': ${pageSize} is not a power of two from 4KiB to 64KiB`,
    );
  }
  const size = smallNumber(options, "ram-size", 2 ** 31) ??
    DEFAULT_MACHINE.ram.size;
  if (size === 0 || size % pageSize !== 0) {
    throw new InputError(
      `Option '--ram-size': ${size} is not a whole number of pages`,
    );
  }
  return {
    ...DEFAULT_MACHINE,
    wordSize,
    pageSize,
    taskSize: maxWord(wordSize),
    ram: { ...DEFAULT_MACHINE.ram, size },
    maxPageOrder: smallNumber(options, "max-page-order", 20) ??
      DEFAULT_MACHINE.maxPageOrder,
  };
}

function smallNumber(
  options: Arguments,
  name: string,
  most: number,
): number | undefined {
  const value = numberOption(options, name);
  if (value !== undefined && value > most) {
    throw new InputError(`Option '--${name}': ${value} is above ${most}`);
  }
  return value === undefined ? undefined : Number(value);
}

function flagsOption(options: Arguments, name: "prot" | "flags"):
  | Flags
  | undefined {
  const names = name === "prot" ? PROT : MAP;
  const prefix = name === "prot" ? "PROT_" : "MAP_";
  return valueOption(
    options,
    name,
    (text) =>
      readFlags(text.replaceAll(",", "|"), { what: name, names, prefix }),
  );
}
