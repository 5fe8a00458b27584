/**
 * Reads YAML documents into plain values with places.
 *
 * @module
 */
import { needed, type ReadingParts } from "../parts.ts";
import type { Problems } from "../problems.ts";
import { readPlainDocument } from "./plain_document.ts";
import { splitDocuments } from "./split.ts";
import type { YamlDocument } from "./value.ts";

/** Longest text of one document, in characters. */
export const LONGEST_DOCUMENT: number = 2 ** 20;

/**
 * Documents of the text that are not empty, one after the other. What is wrong
 * with the YAML goes to the problems, and the document is left out.
 *
 * @throws {PartNeeded} if one has something unusual, and the parser is not
 * there.
 */
export function* readDocuments(
  text: string,
  problems: Problems,
  parts: ReadingParts,
): Generator<YamlDocument> {
  for (const piece of splitDocuments(text)) {
    if (piece.text.length > LONGEST_DOCUMENT) {
      const size = piece.text.length;
      const most = LONGEST_DOCUMENT;
      problems.add(
        piece.at,
        `Document is ${size} characters long, more than the largest allowed, ${most}`,
      );
      continue;
    }
    const end = piece.at + piece.text.length;
    const plain = readPlainDocument(text, piece.at, end);
    if (plain === undefined) yield* needed(parts, "yaml")(piece, problems);
    else yield plain;
  }
}
