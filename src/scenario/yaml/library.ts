/**
 * Reads YAML with the parser of all of it.
 *
 * @module
 */
import type { Problems } from "../problems.ts";
import { DocumentBuilder } from "./builder.ts";
import { parseEvents, YAMLException } from "./js_yaml.ts";
import { yamlReason } from "./reason.ts";
import type { Piece } from "./split.ts";
import type { YamlDocument } from "./value.ts";

/** Deepest nesting of collections. */
export const DEEPEST = 64;

/** Documents of a piece; what is wrong with it goes to the problems. */
export function* readWithLibrary(
  piece: Piece,
  problems: Problems,
): Generator<YamlDocument> {
  try {
    const events = parseEvents(piece.text, { maxDepth: DEEPEST });
    yield* new DocumentBuilder(events, piece, problems).documents();
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { at, reason } = yamlReason(error, piece.text);
    problems.add(piece.at + at, reason);
  }
}
