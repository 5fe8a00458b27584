/**
 * Numbers as people write them.
 *
 * @module
 */
import { hex, type Word } from "../abi/word.ts";

const UNITS: readonly (readonly [string, number])[] = [
  ["GiB", 2 ** 30],
  ["MiB", 2 ** 20],
  ["KiB", 2 ** 10],
];

/** A number of bytes, as scenario files can read it: `64KiB`, `614400`. */
export function sizeText(bytes: Word): string {
  if (typeof bytes === "bigint") return hex(bytes);
  for (const [name, unit] of UNITS) {
    if (bytes >= unit && bytes % unit === 0) return `${bytes / unit}${name}`;
  }
  return bytes >= 2 ** 31 ? hex(bytes) : String(bytes);
}

/**
 * A whole number with a comma after each thousand. The runtime can do that for
 * any language, but takes a fifth of the start of the program to get ready.
 */
export function grouped(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** A number with its noun: `1 rule`, `2 rules`. */
export function counted(
  count: number,
  noun: string,
  plural: string = `${noun}s`,
): string {
  return `${grouped(count)} ${count === 1 ? noun : plural}`;
}
