/**
 * Schemas of contents: of a file, to be stored, or expected.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import { parseHex } from "../text/hex.ts";
import {
  asList,
  deferred,
  list,
  oneOfSorts,
  scalar,
  type Schema,
} from "./kit.ts";
import { mapping, optional } from "./mapping.ts";
import { numberUpTo, word } from "./value.ts";

/** Most bytes of one key, so that a typing error cannot fill the memory. */
export const MOST_BYTES: number = 2 ** 20;

/** What a file holds, as the file gives it. */
export interface ContentsDocument {
  readonly text?: Uint8Array;
  readonly hex?: Uint8Array;
  readonly byte?: number;
}

/** Bytes to be stored, as the file gives them. */
export interface BytesDocument extends ContentsDocument {
  readonly length?: number;
}

/** Bytes that are expected, as the file gives them. */
export interface ExpectedBytesDocument extends BytesDocument {
  readonly at?: Word;
  readonly zeros?: number;
  readonly file?: Word;
}

const encoder = new TextEncoder();

const text: Schema<Uint8Array> = scalar(
  "text",
  (value) => encoder.encode(value),
  { type: ["string", "number", "boolean"] },
);
const hex: Schema<Uint8Array> = scalar("hexadecimal bytes", parseHex, {
  type: ["string", "number"],
  pattern: "^\\s*([0-9a-fA-F]\\s*[0-9a-fA-F]\\s*)*$",
});
const byte: Schema<number> = numberUpTo(255);
const length: Schema<number> = numberUpTo(MOST_BYTES);

const TEXT = "The bytes of this text in UTF-8";
const HEX = "The bytes in hexadecimal, two digits each, spaces allowed";
const BYTE = "One byte, again and again";

/** Schema of what a file holds. */
export const contents: Schema<ContentsDocument> = deferred(() =>
  mapping<ContentsDocument>(
    "contents",
    {
      text: optional(text, `${TEXT}, then zeros`),
      hex: optional(hex, `${HEX}, then zeros`),
      byte: optional(byte, `${BYTE} to the end`),
    },
    { exactlyOne: ["text", "hex", "byte"] },
  )
);

/** Schema of bytes that are stored or written. */
export const bytes: Schema<BytesDocument> = deferred(() =>
  mapping<BytesDocument>(
    "bytes",
    {
      text: optional(text, TEXT),
      hex: optional(hex, HEX),
      byte: optional(byte, `${BYTE}, length times`),
      length: optional(length, "How many times the byte"),
    },
    {
      exactlyOne: ["text", "hex", "byte"],
      together: { length: ["byte"] },
    },
  )
);

const expected: Schema<ExpectedBytesDocument> = deferred(() =>
  mapping<ExpectedBytesDocument>(
    "bytes",
    {
      at: optional(
        word,
        "Where they start, in bytes from the start of the mapping; 0 if left out",
      ),
      text: optional(text, TEXT),
      hex: optional(hex, HEX),
      byte: optional(byte, `${BYTE}, length times`),
      zeros: optional(length, "So many zeros"),
      file: optional(
        word,
        "What the mapped file holds at this offset in bytes, for length bytes",
      ),
      length: optional(length, "How many bytes, with byte and file"),
    },
    {
      exactlyOne: ["text", "hex", "byte", "zeros", "file"],
      together: { length: ["byte", "file"] },
    },
  )
);

/** Schema of bytes that are expected: one piece or several. */
export const expectedBytes: Schema<readonly ExpectedBytesDocument[]> =
  oneOfSorts<readonly ExpectedBytesDocument[]>("bytes or a list of them", {
    mapping: asList(expected),
    list: list("a list", expected),
  });
