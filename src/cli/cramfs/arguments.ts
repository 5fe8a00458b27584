/**
 * What the commands on cramfs images have in common.
 *
 * @module
 */
import { toWord, type Word } from "../../abi/word.ts";
import { InputError } from "../../errors.ts";
import { nearest } from "../../scenario/text/nearest.ts";
import { reasonOf } from "../output.ts";
import { quote } from "../../scenario/text/quote.ts";

/** Reads an address, decimal or after 0x hexadecimal, below 2^64. */
export function parseAddress(text: string): Word {
  if (!/^(0x[0-9a-f]+|[0-9]+)$/i.test(text)) {
    throw new InputError(`${quote(text)} is no address`);
  }
  const value = BigInt(text);
  if (value > 0xffff_ffff_ffff_ffffn) {
    throw new InputError(`Address ${text} does not fit 64 bits`);
  }
  return toWord(value, 64);
}

/** Reads one of several words. */
export function parseChoice<T extends string>(
  option: string,
  text: string,
  choices: readonly T[],
): T {
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  const near = nearest(text, choices);
  throw new InputError(
    `${quote(text)} is no value of --${option}: ${
      near === undefined
        ? `it takes ${choices.join(", ")}`
        : `did you mean '${near}'?`
    }`,
  );
}

/** The text with everything escaped that could confuse a terminal. */
export function printable(text: string): string {
  return text.replace(
    // deno-lint-ignore no-control-regex
    /[\x00-\x1f\x7f-\x9f\\]/g,
    (char) =>
      char === "\\"
        ? "\\\\"
        : `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
}

/**
 * Does something with a file, and names the file if that fails.
 *
 * @throws {InputError} if it fails.
 */
export function withFile<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof InputError) {
      if (error.file !== undefined) throw error;
      throw new InputError(error.reason, { file, cause: error });
    }
    const reason = error instanceof Deno.errors.NotFound
      ? "No such file or folder"
      : reasonOf(error);
    throw new InputError(reason, { file, cause: error });
  }
}
