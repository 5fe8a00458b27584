/**
 * The options that declare a file: what its driver has and answers, and how it
 * is opened.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO, isErrnoName } from "../abi/errno.ts";
import { InputError } from "../errors.ts";
import { FILE_TYPES } from "../policy/request.ts";
import { makeFile, makeRamfsFile } from "../question/make.ts";
import { OPEN_MODES } from "../scenario/schema/file.ts";
import { readFlags } from "../scenario/text/flags.ts";
import { unknownWord } from "../scenario/text/nearest.ts";
import { parseNumber } from "../scenario/text/number.ts";
import { didYouMean } from "../scenario/text/nearest.ts";
import { quote } from "../scenario/text/quote.ts";
import { ValueError } from "../scenario/text/value_error.ts";
import type {
  ErrnoAnswer,
  FileSpec,
  GetUnmappedAreaAnswer,
  ReadOperations,
} from "../scenario/types.ts";
import type { Arguments, OptionSpec } from "./arguments.ts";

/** The options, for the list of a command. */
export const FILE_OPTIONS: Required<Pick<OptionSpec, "flags" | "values">> = {
  flags: ["noexec", "append-only", "mandatory-lock", "ramfs"],
  values: [
    "type",
    "capabilities",
    "get-unmapped-area",
    "mmap",
    "mmap-prepare",
    "read",
    "read-with",
    "size",
    "mode",
  ],
};

/** Whether an option declares a file. */
export function declaresFile(options: Arguments): boolean {
  return FILE_OPTIONS.flags.some((name) => options.flag(name)) ||
    FILE_OPTIONS.values.some((name) => options.value(name) !== undefined);
}

/** Size of a file that is declared without one, in bytes. */
const DEFAULT_SIZE = 2 ** 20;

/**
 * The file that the options declare.
 *
 * @throws {InputError} if a value is wrong.
 */
export function fileFromOptions(options: Arguments, name = "file"): FileSpec {
  const size = numberOption(options, "size") ?? DEFAULT_SIZE;
  const mode = choiceOption(options, "mode", OPEN_MODES) ?? "rw";
  const common = {
    size,
    appendOnly: options.flag("append-only"),
    mandatoryLock: options.flag("mandatory-lock"),
  };
  const noexec = options.flag("noexec");
  if (options.flag("ramfs")) {
    return { ...makeRamfsFile(name, common), mode, noexec };
  }
  const capabilities = valueOption(
    options,
    "capabilities",
    (text) =>
      readFlags(text.replaceAll(",", "|"), {
        what: "capabilities",
        names: CAPABILITY,
        prefix: "NOMMU_MAP_",
      }),
  );
  const getUnmappedArea = valueOption(options, "get-unmapped-area", readArea);
  const mmapPrepare = valueOption(
    options,
    "mmap-prepare",
    (text) => readAnswer(text, ["ok", "shared-only", "remap"]),
  );
  return makeFile(name, {
    ...common,
    mode,
    noexec,
    type: choiceOption(options, "type", FILE_TYPES) ?? "chr",
    mmap: valueOption(options, "mmap", (text) =>
      readAnswer(text, ["ok", "absent", "shared-only"])) ??
      (mmapPrepare === undefined ? "ok" : "absent"),
    ...(mmapPrepare !== undefined && { mmapPrepare }),
    read: valueOption(options, "read", (text) =>
      readAnswer(text, ["ok", "absent"])) ?? "ok",
    readWith: choiceOption(options, "read-with", READ_OPERATIONS) ??
      "read_iter",
    ...(capabilities === undefined ? {} : { capabilities }),
    ...(getUnmappedArea === undefined || getUnmappedArea === "absent"
      ? {}
      : { getUnmappedArea }),
  });
}

const READ_OPERATIONS: readonly ReadOperations[] = [
  "read_iter",
  "read",
  "both",
];

function readArea(text: string): GetUnmappedAreaAnswer | "absent" {
  if (/^[0-9]/.test(text)) return { base: parseNumber(text) };
  return readAnswer(text, ["absent"]);
}

function readAnswer<const T extends string>(
  text: string,
  words: readonly T[],
): T | ErrnoAnswer {
  if (isErrnoName(text)) return { errno: ERRNO[text] };
  if ((words as readonly string[]).includes(text)) return text as T;
  throw new ValueError(
    unknownWord("answer", text, [...words, ...Object.keys(ERRNO)]),
  );
}

/**
 * The value of an option, read by a function that throws a `ValueError`.
 *
 * @throws {InputError} if it is wrong.
 */
export function valueOption<T>(
  options: Arguments,
  name: string,
  read: (text: string) => T,
): T | undefined {
  const text = options.value(name);
  if (text === undefined) return undefined;
  try {
    return read(text);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    throw new InputError(`Option '--${name}': ${error.message}`, {
      cause: error,
    });
  }
}

/** A number that an option gives. */
export function numberOption(
  options: Arguments,
  name: string,
): number | bigint | undefined {
  return valueOption(options, name, parseNumber);
}

/** One of some words that an option gives. */
export function choiceOption<T extends string>(
  options: Arguments,
  name: string,
  words: readonly T[],
): T | undefined {
  return valueOption(options, name, (text) => {
    if ((words as readonly string[]).includes(text)) return text as T;
    const more = words.length > MOST_NAMED ? ", ..." : "";
    throw new ValueError(
      `${quote(text)} is none of ${
        words.slice(0, MOST_NAMED).join(", ")
      }${more}${didYouMean(text, words)}`,
    );
  });
}

/** Words that an error names. */
const MOST_NAMED = 8;
