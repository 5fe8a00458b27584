/**
 * Values of a scenario: flags, addresses and contents.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";

/** A flag word. */
export interface Flags {
  /** Its bits. */
  readonly value: number;
  /** As the file writes it, for messages. */
  readonly text: string;
}

/** An address relative to the one that an earlier step answered. */
export interface LabelAddress {
  /** Number of the step, from 0, in {@linkcode Scenario.steps}. */
  readonly step: number;
  /** Label of that step. */
  readonly label: string;
  /** Distance in bytes, to be added or subtracted. */
  readonly offset: Word;
  /** Whether the distance is subtracted. */
  readonly negative: boolean;
}

/** An absolute address, or one relative to a label. */
export type Address = Word | LabelAddress;

/** Bytes as they are. */
export interface LiteralBytes {
  /** Tells the forms apart. */
  readonly kind: "literal";
  /** The bytes themselves. Not to be changed. */
  readonly bytes: Uint8Array;
}

/** One byte again and again. */
export interface FilledBytes {
  /** Tells the forms apart. */
  readonly kind: "fill";
  /** The byte, 0 to 255. */
  readonly byte: number;
  /** How many. */
  readonly length: number;
}

/** What a mapping's file holds at an offset. */
export interface FileBytes {
  /** Tells the forms apart. */
  readonly kind: "file";
  /** Offset in the file, in bytes. */
  readonly offset: Word;
  /** How many bytes. */
  readonly length: number;
}

/** Bytes that a step stores or writes. */
export type BytesSource = LiteralBytes | FilledBytes;

/** What a file holds. */
export type Contents =
  /** Each aligned little-endian 32-bit word: its own byte offset plus one. */
  | { readonly kind: "pattern" }
  /** These bytes from offset 0, zeros after them. */
  | LiteralBytes
  /** This byte everywhere. */
  | { readonly kind: "byte"; readonly byte: number };
