/**
 * Finds places for the block pointers and blocks of files.
 *
 * @module
 */

import { InputError, onOneLine } from "../../errors.ts";
import type { BlockKind } from "./block.ts";
import {
  BLOCK_ADDRESS,
  BLOCK_BYTES,
  BLOCK_DIRECT,
  BLOCK_UNCOMPRESSED,
} from "./constants.ts";
import { type CramfsLayout, kindOfBlock } from "./layout.ts";
import type { Deflate } from "./zlib.ts";

const DIRTY = 0xa5;

/** The image so far. */
export interface Space {
  /** Bytes and where they go. */
  readonly pieces: { readonly at: number; readonly bytes: Uint8Array }[];
  /** First byte that is free. */
  cursor: number;
  /** Byte order of the image. */
  readonly littleEndian: boolean;
  /** Compresses a block. */
  readonly deflate: Deflate;
}

/** A file that has its place. */
export interface PlacedFile {
  /** What it holds. */
  readonly contents: Uint8Array;
  /** Byte of the block pointers; 0 for an empty file. */
  readonly offset: number;
  /** Starts of its direct uncompressed blocks, by index. */
  readonly starts: ReadonlyMap<number, number>;
  /** Whether a pointer has a flag bit. */
  readonly extended: boolean;
  /** Whether a block is a hole. */
  readonly holes: boolean;
}

/** A file to be placed. */
export interface FileRequest {
  /** Path, for messages. */
  readonly path: string;
  /** What it holds. */
  readonly contents: Uint8Array;
  /** How it is stored. */
  readonly layout: CramfsLayout;
  /** The file that its layout names as alias. */
  readonly donor?: PlacedFile;
}

/**
 * Stores one file at the first free place and moves the cursor on.
 *
 * @throws {InputError} if the layout is impossible.
 */
export function placeFile(space: Space, file: FileRequest): PlacedFile {
  const { contents, layout } = file;
  const count = Math.ceil(contents.length / BLOCK_BYTES);
  const starts = new Map<number, number>();
  if (count === 0) {
    return { contents, offset: 0, starts, extended: false, holes: false };
  }
  checkLayout(file, count);
  const offset = reserve(space, file, layout.tableAt, align(space.cursor, 4));
  const table = new DataView(new ArrayBuffer(count * 4));
  space.cursor = offset + table.byteLength;
  space.pieces.push({ at: offset, bytes: new Uint8Array(table.buffer) });
  const descending = layout.order === "descending"
    ? reserve(space, file, layout.dataAt, firstDirect(space, layout))
    : undefined;
  let next = space.cursor;
  let extended = false;
  let holes = false;
  for (let index = 0; index < count; index++) {
    const from = index * BLOCK_BYTES;
    const bytes = contents.subarray(from, from + BLOCK_BYTES);
    const kind = kindOfBlock(layout, index, bytes);
    const block = { file, index, bytes, kind, starts, next };
    const wanted = descending === undefined
      ? undefined
      : descending + (count - 1 - index) * BLOCK_BYTES;
    const placed = kind === "direct"
      ? placeDirect(space, block, wanted)
      : kind === "direct-compressed"
      ? placeDirectCompressed(space, block)
      : placeClassic(space, block);
    next = placed.next;
    extended ||= placed.pointer > BLOCK_ADDRESS;
    holes ||= kind === "hole";
    table.setUint32(index * 4, placed.pointer, space.littleEndian);
  }
  if (descending !== undefined) space.cursor = descending + count * BLOCK_BYTES;
  return { contents, offset, starts, extended, holes };
}

interface Block {
  readonly file: FileRequest;
  readonly index: number;
  readonly bytes: Uint8Array;
  readonly kind: BlockKind;
  readonly starts: Map<number, number>;
  /** Where a classic block would start. */
  readonly next: number;
}

interface PlacedBlock {
  readonly pointer: number;
  readonly next: number;
}

function placeClassic(space: Space, block: Block): PlacedBlock {
  const { kind, bytes, index, file } = block;
  if (block.next !== space.cursor) {
    throw new InputError(
      `Block ${index} of ${
        onOneLine(file.path)
      } cannot be ${kind}: it starts where ` +
        `the block before ends, and that place is taken`,
    );
  }
  if (kind === "hole" && bytes.some((byte) => byte !== 0)) {
    throw new InputError(
      `Block ${index} of ${onOneLine(file.path)} is not all zeros`,
    );
  }
  const data = kind === "hole"
    ? bytes.subarray(0, 0)
    : kind === "literal"
    ? bytes
    : space.deflate(bytes);
  space.pieces.push({ at: space.cursor, bytes: data });
  space.cursor += data.length;
  if (space.cursor > BLOCK_ADDRESS) {
    throw new InputError(`Image is too large at ${onOneLine(file.path)}`);
  }
  const flag = kind === "literal" ? BLOCK_UNCOMPRESSED : 0;
  return { pointer: space.cursor + flag, next: space.cursor };
}

function placeDirectCompressed(space: Space, block: Block): PlacedBlock {
  const at = align(space.cursor, 4);
  const data = space.deflate(block.bytes);
  const bytes = new Uint8Array(2 + data.length);
  new DataView(bytes.buffer).setUint16(0, data.length, space.littleEndian);
  bytes.set(data, 2);
  space.pieces.push({ at, bytes });
  space.cursor = at + bytes.length;
  return { pointer: at / 4 + BLOCK_DIRECT, next: space.cursor };
}

function placeDirect(
  space: Space,
  block: Block,
  wanted: number | undefined,
): PlacedBlock {
  const { file, index, bytes, starts } = block;
  const { layout } = file;
  const reused = sameBlock(file, index, bytes);
  let at = reused ?? wanted;
  if (at === undefined) {
    if (layout.gaps?.includes(index)) space.cursor += BLOCK_BYTES;
    const free = firstDirect(space, layout);
    at = starts.size === 0 ? reserve(space, file, layout.dataAt, free) : free;
  }
  if (reused === undefined) {
    space.pieces.push({ at, bytes });
    const rest = BLOCK_BYTES - bytes.length;
    if (layout.tail === "dirty" && rest > 0) {
      const dirt = new Uint8Array(rest).fill(DIRTY);
      space.pieces.push({ at: at + bytes.length, bytes: dirt });
    }
    const packed = layout.tail === "packed";
    if (wanted === undefined) {
      space.cursor = at + (packed ? bytes.length : BLOCK_BYTES);
    }
  }
  starts.set(index, at);
  const pointer = at / 4 + BLOCK_DIRECT + BLOCK_UNCOMPRESSED;
  return { pointer, next: at + BLOCK_BYTES };
}

function sameBlock(
  file: FileRequest,
  index: number,
  bytes: Uint8Array,
): number | undefined {
  const { donor } = file;
  const start = donor?.starts.get(index);
  if (donor === undefined || start === undefined) return undefined;
  const from = index * BLOCK_BYTES;
  const theirs = donor.contents.subarray(from, from + BLOCK_BYTES);
  if (theirs.length !== bytes.length) return undefined;
  return theirs.every((byte, i) => byte === bytes[i]) ? start : undefined;
}

function checkLayout(file: FileRequest, count: number): void {
  const { layout, path } = file;
  const { phase = 0 } = layout;
  if (!Number.isInteger(phase) || phase < 0 || phase >= 4096 || phase % 4) {
    throw new InputError(
      `Phase ${phase} of ${
        onOneLine(path)
      } is not a multiple of 4 below ${BLOCK_BYTES}`,
    );
  }
  for (
    const at of [...Object.keys(layout.except ?? {}), ...layout.gaps ?? []]
  ) {
    if (Number(at) >= count) {
      throw new InputError(
        `File ${onOneLine(path)} has no block ${at}: it has ${count}`,
      );
    }
  }
  if (layout.order !== "descending") return;
  const others = Object.values(layout.except ?? {});
  if ([layout.blocks, ...others].some((kind) => kind !== "direct")) {
    throw new InputError(`Only direct blocks can descend: ${onOneLine(path)}`);
  }
}

function firstDirect(space: Space, layout: CramfsLayout): number {
  const phase = layout.phase ?? 0;
  return align(space.cursor - phase, BLOCK_BYTES) + phase;
}

function reserve(
  space: Space,
  file: FileRequest,
  wanted: number | undefined,
  free: number,
): number {
  const at = wanted ?? free;
  if (at < space.cursor || at % 4 !== 0 || at / 4 > BLOCK_ADDRESS) {
    throw new InputError(
      `Byte ${at} is no place for ${onOneLine(file.path)}: ` +
        `${space.cursor} bytes are taken, places are multiples of 4`,
    );
  }
  return at;
}

function align(at: number, step: number): number {
  return Math.ceil(at / step) * step;
}
