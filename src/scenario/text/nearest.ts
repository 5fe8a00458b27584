/**
 * The nearest spelling of a word that names nothing.
 *
 * @module
 */
import { quote } from "./quote.ts";

/** Words longer than this have no nearest spelling. */
const LONGEST = 64;

/**
 * Edits (a character inserted, deleted or replaced, two neighbours swapped)
 * from one word to the other, or `limit + 1` if there are more than `limit`.
 *
 * @example
 * ```ts
 * import { editDistance } from "./nearest.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(editDistance("lenght", "length", 3), 1);
 * assertEquals(editDistance("prot", "capabilities", 3), 4);
 * ```
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] &&
        a[row - 2] === b[column - 1];
      if (swapped) edits = Math.min(edits, before[column - 2]! + 1);
      current.push(edits);
      least = Math.min(least, edits);
    }
    if (least > limit) return limit + 1;
    before = last;
    last = current;
  }
  return Math.min(last[b.length]!, limit + 1);
}

/**
 * The candidate that the word most likely stands for, or `undefined` if none
 * is near: a third of the word may be wrong, or its end be missing. Upper and
 * lower case are the same here.
 */
export function nearest(
  word: string,
  candidates: Iterable<string>,
): string | undefined {
  if (word.length === 0 || word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let limit = Math.max(1, Math.floor(word.length / 3));
  let found: string | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(lower, candidate.toLowerCase(), limit);
    if (distance > limit || distance === limit && found !== undefined) continue;
    found = candidate;
    limit = distance;
    if (distance === 0) break;
  }
  return found ?? startingWith(lower, candidates);
}

function startingWith(
  start: string,
  candidates: Iterable<string>,
): string | undefined {
  if (start.length < 3) return undefined;
  for (const candidate of candidates) {
    if (candidate.toLowerCase().startsWith(start)) return candidate;
  }
  return undefined;
}

/** The end of a message: `; did you mean 'x'?`, or nothing. */
export function didYouMean(
  word: string,
  candidates: Iterable<string>,
): string {
  const found = nearest(word, candidates);
  return found === undefined ? "" : `; did you mean '${found}'?`;
}

/** So many words are listed when none of them is near. */
const MOST_LISTED = 12;

/** The message for a word that is none of some words. */
export function unknownWord(
  what: string,
  word: string,
  words: readonly string[],
): string {
  const hint = didYouMean(word, words);
  const listed = hint === "" && words.length > 0 && words.length <= MOST_LISTED
    ? `; known are ${words.join(", ")}`
    : hint;
  return `Unknown ${what} ${quote(word)}${listed}`;
}
