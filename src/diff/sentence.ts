/**
 * The first part of a sentence.
 *
 * @module
 */

/**
 * The sentence up to its first full stop, colon or semicolon, without it.
 *
 * @example
 * ```ts
 * import { firstSentence } from "./sentence.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(firstSentence("A is B: /proc/maps says so."), "A is B");
 * ```
 */
export function firstSentence(text: string): string {
  return /^.*?(?=[.:;](?: |$)|$)/.exec(text)![0];
}
