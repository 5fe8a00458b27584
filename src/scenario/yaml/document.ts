/**
 * Reads YAML documents into plain values with places.
 *
 * @module
 */
import type { Problems } from "../problems.ts";
import { DocumentBuilder } from "./builder.ts";
import { parseEvents, YAMLException } from "./js_yaml.ts";
import { yamlReason } from "./reason.ts";
import { splitDocuments } from "./split.ts";
import { readPlainDocument } from "./plain_document.ts";
import type { YamlDocument } from "./value.ts";

/** Longest text of one document, in characters. */
export const LONGEST_DOCUMENT: number = 2 ** 20;
/** Deepest nesting of collections. */
export const DEEPEST = 64;

/**
 * Documents of the text that are not empty, one after the other. What is wrong
 * with the YAML goes to the problems, and the document is left out.
 */
export function* readDocuments(
  text: string,
  problems: Problems,
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
    if (plain !== undefined) {
      yield plain;
      continue;
    }
    try {
      const events = parseEvents(piece.text, { maxDepth: DEEPEST });
      yield* new DocumentBuilder(events, piece, problems).documents();
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const { at, reason } = yamlReason(error, piece.text);
      problems.add(piece.at + at, reason);
    }
  }
}
