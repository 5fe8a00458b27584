/**
 * The texts of keys, of which each is made once.
 *
 * @module
 */

/** Keys that were read, each at a place that its characters make. */
const KEYS: string[] = new Array(1024).fill("");

/** The text of a key; the same few stand in every scenario. */
export function keyText(
  text: string,
  start: number,
  end: number,
  hash: number,
): string {
  const index = (hash ^ hash >>> 12) & 1023;
  const known = KEYS[index]!;
  if (known.length === end - start && text.startsWith(known, start)) {
    return known;
  }
  return KEYS[index] = text.slice(start, end);
}
