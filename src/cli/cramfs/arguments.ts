/**
 * What the commands on cramfs images have in common.
 *
 * @module
 */

import { toWord, type Word } from "../../abi/word.ts";
import { InputError } from "../../errors.ts";

/** Reads an address, decimal or after 0x hexadecimal, below 2^64. */
export function parseAddress(text: string): Word {
  if (!/^(0x[0-9a-f]+|[0-9]+)$/i.test(text)) {
    throw new InputError(`'${text}' is no address`);
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
  throw new InputError(
    `'${text}' is no value of --${option}: it takes ${choices.join(", ")}`,
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

/** Turns an option that the command does not have into an error. */
export function refuseUnknown(arg: string): boolean {
  if (arg.startsWith("-")) throw new InputError(`Unknown option '${arg}'`);
  return true;
}
