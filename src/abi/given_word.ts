/**
 * Machine words that a caller gives.
 *
 * @module
 */
import { maxWord, toWord, type Word, type WordSize } from "./word.ts";
import { refuse } from "../given.ts";

/**
 * The word in its smallest form.
 *
 * @throws {ArgumentError} if it is none of so many bits.
 */
export function givenWord(what: string, value: unknown, bits: WordSize): Word {
  if (typeof value === "number") {
    if (value >= 0 && value <= 0xffff_ffff && Number.isInteger(value)) {
      return value;
    }
    if (bits === 64 && value >= 0 && Number.isSafeInteger(value)) return value;
  } else if (
    typeof value === "bigint" && value >= 0n && value <= maxWord(bits)
  ) return toWord(value, 64);
  return refuse(`a word of ${bits} bits`, what, value);
}
