/**
 * Numbers of a scenario file, read from their text.
 *
 * @module
 */
import { toWord, type Word } from "../../abi/word.ts";
import { quote } from "./quote.ts";
import { ValueError } from "./value_error.ts";

const FORM = /^(?:0x([0-9a-f]+)|(0|[1-9][0-9]*))(KiB|MiB|GiB)?$/i;
const UNITS: Readonly<Record<string, number>> = {
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
};
const LARGEST = 0xffff_ffff_ffff_ffffn;

/**
 * Reads a decimal or hexadecimal number, perhaps with KiB, MiB or GiB, exactly
 * and up to 2 to the power of 64 minus 1.
 *
 * @throws {ValueError} if it is not one.
 *
 * @example
 * ```ts
 * import { parseNumber } from "./number.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(parseNumber("64KiB"), 65536);
 * assertEquals(parseNumber("0xffffffffffff0000"), 0xffffffffffff0000n);
 * ```
 */
export function parseNumber(text: string): Word {
  const match = FORM.exec(text);
  if (match === null) throw new ValueError(notNumber(text));
  const unit = match[3] === undefined ? 1 : UNITS[match[3].toLowerCase()]!;
  const digits = match[1] === undefined ? match[2]! : `0x${match[1]}`;
  const value = Number(digits) * unit;
  if (value <= Number.MAX_SAFE_INTEGER) return value;
  if (value > 2 ** 65) throw tooLarge(text);
  const exact = BigInt(digits) * BigInt(unit);
  if (exact > LARGEST) throw tooLarge(text);
  return toWord(exact, 64);
}

function tooLarge(text: string): ValueError {
  return new ValueError(`Number ${quote(text)} does not fit 64 bits`);
}

function notNumber(text: string): string {
  const what = quote(text);
  if (/^-\s*[0-9]/.test(text)) return `Number ${what} is negative`;
  if (/^0[0-9]+$/.test(text)) {
    return `Number ${what} starts with 0; octal numbers are not known here`;
  }
  if (/^[0-9][0-9a-fx]*_/i.test(text)) {
    return `Number ${what} has a '_', which is not allowed`;
  }
  if (/^[0-9.]+([kmg]i?b?|b)$/i.test(text)) {
    return `Number ${what} has an unknown unit; known are KiB, MiB and GiB`;
  }
  if (/^[0-9]+(\.|e)[0-9]/i.test(text)) {
    return `Number ${what} is not whole`;
  }
  return `${what} is not a number`;
}

/** Reads a number that is not above the limit. */
export function parseNumberUpTo(text: string, limit: number): number {
  const value = parseNumber(text);
  if (value <= limit) return Number(value);
  throw new ValueError(
    `Number ${quote(text)} is above the largest allowed, ${limit}`,
  );
}

/** Reads a file descriptor, which alone may be negative. */
export function parseDescriptor(text: string): number {
  const value = /^-[1-9][0-9]*$/.test(text)
    ? -parseNumberUpTo(text.slice(1), 0x8000_0000)
    : parseNumberUpTo(text, 0x7fff_ffff);
  return value;
}
