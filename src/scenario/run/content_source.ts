/**
 * The bytes of the files that a scenario declares.
 *
 * @module
 */
import {
  byteSource,
  bytesSource,
  type ContentSource,
  patternSource,
} from "../../files/contents.ts";
import type { Contents } from "../types/value.ts";

/** The bytes that a file holds at first. */
export function contentSource(contents: Contents): ContentSource {
  switch (contents.kind) {
    case "pattern":
      return patternSource();
    case "byte":
      return byteSource(contents.byte);
    default:
      return bytesSource(contents.bytes);
  }
}
