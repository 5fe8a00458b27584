/**
 * Machine words: unsigned integers of 32 or 64 bits, exact, with wrap-around.
 *
 * A word is kept in its smallest form: every value up to
 * `Number.MAX_SAFE_INTEGER` is a `number`, only larger ones are a `bigint`.
 * So `<`, `>` and `===` compare words natively and the usual values cost no
 * allocation; arithmetic goes through the functions of this module.
 *
 * @module
 */

import { ArgumentError } from "../errors.ts";

/** An unsigned machine word in its smallest form. */
export type Word = number | bigint;

/** Number of bits of `unsigned long`. */
export type WordSize = 32 | 64;

const SAFE = Number.MAX_SAFE_INTEGER;
// Up to here a page more still is a 31-bit integer, which takes no division.
const SMALL = 0x3fff_0000;
const SAFE_BIG = BigInt(SAFE);
const TWO_32 = 0x1_0000_0000;
const MASK_64 = 0xffff_ffff_ffff_ffffn;

/** Reduces any integer modulo the word size and to its smallest form. */
export function toWord(value: Word, bits: WordSize): Word {
  if (typeof value === "number") {
    if (value >= 0 && value <= (bits === 32 ? 0xffff_ffff : SAFE)) return value;
    if (bits === 32) return ((value % TWO_32) + TWO_32) % TWO_32;
    return small(BigInt(value) & MASK_64);
  }
  if (bits === 32) return Number(BigInt.asUintN(32, value));
  return small(value & MASK_64);
}

function small(value: bigint): Word {
  return value <= SAFE_BIG ? Number(value) : value;
}

/** The largest word: `ULONG_MAX`. */
export function maxWord(bits: WordSize): Word {
  return bits === 32 ? 0xffff_ffff : MASK_64;
}

/** a + b, wrapping. */
export function addWords(a: Word, b: Word, bits: WordSize): Word {
  if (typeof a === "number" && typeof b === "number") {
    const sum = a + b;
    if (bits === 32) return sum > 0xffff_ffff ? sum - TWO_32 : sum;
    if (sum <= SAFE) return sum;
  }
  return small((BigInt(a) + BigInt(b)) & MASK_64);
}

/** a - b, wrapping. */
export function subtractWords(a: Word, b: Word, bits: WordSize): Word {
  if (typeof a === "number" && typeof b === "number") {
    const difference = a - b;
    if (difference >= 0) return difference;
    if (bits === 32) return difference + TWO_32;
  }
  return small((BigInt(a) - BigInt(b)) & MASK_64);
}

/** a > b, without the cost of comparing a number with a `bigint`. */
export function isAbove(a: Word, b: Word): boolean {
  return typeof a === "number"
    ? typeof b === "number" && a > b
    : typeof b === "number" || a > b;
}

/** Rounds up to a multiple of the page size (bytes), wrapping to 0. */
export function pageAlign(a: Word, pageSize: number, bits: WordSize): Word {
  if (typeof a === "number") {
    if (a <= SMALL) return (a + pageSize - 1) & -pageSize;
    const aligned = Math.ceil(a / pageSize) * pageSize;
    if (bits === 32) return aligned > 0xffff_ffff ? 0 : aligned;
    if (aligned <= SAFE) return aligned;
  }
  const size = BigInt(pageSize);
  return small((BigInt(a) + size - 1n & -size) & MASK_64);
}

/** The bytes of `a` inside its page: `a & ~PAGE_MASK`. */
export function offsetInPage(a: Word, pageSize: number): number {
  return typeof a === "number" ? a % pageSize : Number(a % BigInt(pageSize));
}

/** Whole pages in `a` bytes: `a >> PAGE_SHIFT`. Always a `number`. */
export function pagesIn(a: Word, pageSize: number): number {
  return typeof a === "number"
    ? Math.floor(a / pageSize)
    : Number(a / BigInt(pageSize));
}

/** Pages as bytes: `pages << PAGE_SHIFT`, wrapping. */
export function pagesToBytes(
  pages: Word,
  pageSize: number,
  bits: WordSize,
): Word {
  if (typeof pages === "number") {
    const bytes = pages * pageSize;
    if (bytes <= (bits === 32 ? 0xffff_ffff : SAFE)) return bytes;
  }
  return toWord(BigInt(pages) * BigInt(pageSize), bits);
}

/** Reads the word as a signed `long`. */
export function signedWord(a: Word, bits: WordSize): Word {
  if (typeof a === "number" && a <= 0x7fff_ffff) return a;
  const signed = BigInt.asIntN(bits, BigInt(a));
  return signed >= -SAFE_BIG && signed <= SAFE_BIG ? Number(signed) : signed;
}

/**
 * `0x` and lower-case hexadecimal digits.
 *
 * @throws {ArgumentError} if it is no number.
 */
export function hex(a: Word): string {
  if (typeof a !== "number" && typeof a !== "bigint") {
    throw new ArgumentError("Expected a word for 'a'");
  }
  return `0x${a.toString(16)}`;
}
