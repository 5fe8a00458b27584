/**
 * Reads YAML documents into plain values with places.
 *
 * @module
 */
import type { Problems } from "../problems.ts";
import { readPlainDocument } from "./plain_document.ts";
import { type Piece, splitDocuments } from "./split.ts";
import type { YamlDocument } from "./value.ts";

/** Reads a piece of YAML with something unusual in it. */
export type ReadUnusual = (
  piece: Piece,
  problems: Problems,
) => Iterable<YamlDocument>;

/** Longest text of one document, in characters. */
const LONGEST_DOCUMENT: number = 2 ** 20;

/**
 * Documents of the text that are not empty, one after the other. What is wrong
 * with the YAML goes to the problems, and the document is left out. Pieces
 * without anything unusual are not given to `readUnusual`.
 */
export function* readDocuments(
  text: string,
  problems: Problems,
  readUnusual: ReadUnusual,
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
    if (plain === undefined) yield* readUnusual(piece, problems);
    else yield plain;
  }
}
