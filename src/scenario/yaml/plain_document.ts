/**
 * Reads documents that are written the way nearly all scenarios are: ASCII,
 * block mappings and lists of plain or quoted texts, and flow collections that
 * end in their line. All else, and all that is wrong, is left to the parser.
 *
 * @module
 */
import { PlainReader } from "./plain/block.ts";
import { LINE_FEED } from "./plain/characters.ts";
import { UNUSUAL } from "./plain/scanner.ts";
import type { YamlDocument } from "./value.ts";

/** Most characters of a document that is read here, far from any limit. */
const LONGEST = 64 * 1024;

/**
 * The document in a part of a text, or `undefined` if the parser has to read
 * it.
 *
 * @param start Offset of the part.
 * @param end Offset of its end.
 */
export function readPlainDocument(
  text: string,
  start: number,
  end: number,
): YamlDocument | undefined {
  if (end - start > LONGEST || text.charCodeAt(end - 1) !== LINE_FEED) {
    return undefined;
  }
  try {
    return new PlainReader(text, start, end).document();
  } catch (error) {
    if (error === UNUSUAL) return undefined;
    throw error;
  }
}
