/**
 * Contents in their resolved forms.
 *
 * @module
 */
import type {
  BytesDocument,
  ContentsDocument,
  ExpectedBytesDocument,
} from "../schema/bytes.ts";
import type { BytesExpectation, BytesSource, Contents } from "../types.ts";
import { itemPlace, offsetOf, type Place } from "../yaml/value.ts";

/** What a file holds. */
export function resolveContents(
  document: ContentsDocument | undefined,
): Contents {
  if (document === undefined) return { kind: "pattern" };
  if (document.byte !== undefined) {
    return { kind: "byte", byte: document.byte };
  }
  return { kind: "literal", bytes: document.text ?? document.hex! };
}

/** What is stored or written. */
export function resolveBytes(document: BytesDocument): BytesSource {
  const { text, hex, byte, length } = document;
  if (byte !== undefined) return { kind: "fill", byte, length: length! };
  return { kind: "literal", bytes: text ?? hex! };
}

/** What is expected to be there. */
export function resolveExpectedBytes(
  documents: readonly ExpectedBytesDocument[],
  place: Place,
): BytesExpectation[] {
  return documents.map((document, index) => ({
    at: offsetOf(itemPlace(place, index)),
    offset: document.at ?? 0,
    content: expectedContent(document),
  }));
}

function expectedContent(
  document: ExpectedBytesDocument,
): BytesExpectation["content"] {
  const { zeros, file, length } = document;
  if (zeros !== undefined) return { kind: "fill", byte: 0, length: zeros };
  if (file !== undefined) {
    return { kind: "file", offset: file, length: length! };
  }
  return resolveBytes(document);
}
