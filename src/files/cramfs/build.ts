/**
 * Makes cramfs images.
 *
 * @module
 */

import { InputError, onOneLine } from "../../errors.ts";
import {
  BLOCK_BYTES,
  CRAMFS_FLAG,
  CRAMFS_MAGIC,
  CRAMFS_SIGNATURE,
  INODE_BYTES,
  MAX_FILE_BYTES,
  SUPERBLOCK_BYTES,
} from "./constants.ts";
import { crc32 } from "./crc32.ts";
import { encodeInode, FORMAT_BITS } from "./inode.ts";
import { CRAMFS_LAYOUTS } from "./layout.ts";
import { type PlacedFile, placeFile, type Space } from "./place.ts";
import { type CramfsTree, type FlatEntry, flattenTree } from "./tree.ts";
import { type Deflate, deflate } from "./zlib.ts";

/** How an image is made. */
export interface CramfsBuildOptions {
  /** Byte order of the machine that is to mount it. Default little. */
  readonly endian?: "little" | "big";
  /** Byte where the superblock lies. Default 0. */
  readonly superblock?: 0 | 512;
  /** Name of the volume, up to 16 bytes. Default `Compressed`. */
  readonly name?: string;
  /** Edition of the image. Default 0. */
  readonly edition?: number;
  /** Pad the image to a multiple of 4096 bytes. Default true. */
  readonly pad?: boolean;
  /** Files with the same contents and layout are one inode. Default false. */
  readonly dedup?: boolean;
  /**
   * Announce extended block pointers; without, no kernel maps in place.
   * Default: if a pointer has a flag bit.
   */
  readonly extendedPointers?: boolean;
  /** Replaces the platform's zlib. */
  readonly deflate?: Deflate;
}

/**
 * Makes an image that Linux mounts, with sorted directories, a checksum and
 * each file in the layout it asks for.
 *
 * @throws {InputError} if something does not fit the format.
 *
 * @example
 * ```ts
 * import { buildCramfs } from "./build.ts";
 * import { lookupPath } from "./directory.ts";
 * import { parseCramfs } from "./image.ts";
 * import { getBlockRange } from "./range.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contents = new Uint8Array(3 * 4096).fill(1);
 * const image = parseCramfs(buildCramfs({
 *   type: "dir",
 *   children: { app: { type: "reg", contents, layout: { blocks: "direct" } } },
 * }));
 * const { inode } = lookupPath(image, "/app");
 * assertEquals(getBlockRange(image, inode!, 0, 3), { offset: 4096, pages: 3 });
 * ```
 */
export function buildCramfs(
  root: CramfsTree,
  options: CramfsBuildOptions = {},
): Uint8Array<ArrayBuffer> {
  const superblock = options.superblock ?? 0;
  const flat = flattenTree(root, superblock + SUPERBLOCK_BYTES);
  const space: Space = {
    pieces: [],
    cursor: flat.end,
    littleEndian: options.endian !== "big",
    deflate: options.deflate ?? deflate,
  };
  const placed = placeFiles(space, flat.entries, options.dedup ?? false);
  const bytes = new Uint8Array(
    options.pad === false
      ? space.cursor
      : Math.ceil(space.cursor / BLOCK_BYTES) * BLOCK_BYTES,
  );
  for (const piece of space.pieces) bytes.set(piece.bytes, piece.at);
  const view = new DataView(bytes.buffer);
  for (const entry of flat.entries) {
    writeEntry(bytes, view, entry, placed.get(entry.path), space.littleEndian);
  }
  let flags: number = CRAMFS_FLAG.FSID_VERSION_2 | CRAMFS_FLAG.SORTED_DIRS;
  const files = [...placed.values()];
  if (files.some((file) => file.holes)) flags |= CRAMFS_FLAG.HOLES;
  if (options.extendedPointers ?? files.some((file) => file.extended)) {
    flags |= CRAMFS_FLAG.EXT_BLOCK_POINTERS;
  }
  const rootEntry = flat.root;
  writeSuperblock(bytes, options, {
    flags,
    blocks: files.reduce((sum, file) => sum + blocks(file), 0),
    files: flat.entries.length + 1,
  });
  writeInode(view, superblock + 64, rootEntry, undefined, space.littleEndian);
  const crc = crc32(bytes.subarray(superblock));
  view.setUint32(superblock + 32, crc, space.littleEndian);
  return bytes;
}

function blocks(file: PlacedFile): number {
  return Math.ceil(file.contents.length / BLOCK_BYTES);
}

function placeFiles(
  space: Space,
  entries: readonly FlatEntry[],
  dedup: boolean,
): Map<string, PlacedFile> {
  const placed = new Map<string, PlacedFile>();
  const known = new Map<string, PlacedFile[]>();
  const withData = entries.filter((entry) => entry.contents !== undefined);
  const aliasOf = (entry: FlatEntry) => entry.layout?.alias;
  const order = [
    ...withData.filter((entry) => aliasOf(entry) === undefined),
    ...withData.filter((entry) => aliasOf(entry) !== undefined),
  ];
  for (const entry of order) {
    const contents = entry.contents!;
    const layout = entry.layout ?? CRAMFS_LAYOUTS.classic;
    const key = `${crc32(contents)} ${JSON.stringify(layout)}`;
    const same = dedup
      ? known.get(key)?.find((file) => equal(file.contents, contents))
      : undefined;
    const donor = layout.alias === undefined
      ? undefined
      : placed.get(layout.alias);
    if (layout.alias !== undefined && donor === undefined) {
      throw new InputError(
        `File ${
          onOneLine(entry.path)
        } is to share blocks with ${layout.alias}, which is no ` +
          `file with a layout of its own`,
      );
    }
    const { path } = entry;
    const request = { path, contents, layout, ...(donor ? { donor } : {}) };
    const file = same ?? placeFile(space, request);
    placed.set(path, file);
    if (same === undefined) {
      known.set(key, [...known.get(key) ?? [], file]);
    }
  }
  return placed;
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function writeEntry(
  bytes: Uint8Array,
  view: DataView,
  entry: FlatEntry,
  file: PlacedFile | undefined,
  littleEndian: boolean,
): void {
  writeInode(view, entry.position, entry, file, littleEndian);
  bytes.set(entry.nameBytes, entry.position + INODE_BYTES);
}

function writeInode(
  view: DataView,
  at: number,
  entry: FlatEntry,
  file: PlacedFile | undefined,
  littleEndian: boolean,
): void {
  const offset = file?.offset ?? entry.offset;
  if (offset >= 0x1000_0000) {
    throw new InputError(`Image is too large at ${onOneLine(entry.path)}`);
  }
  const size = file?.contents.length ?? entry.size;
  if (size > MAX_FILE_BYTES) {
    throw new InputError(
      `File ${
        onOneLine(entry.path)
      } has ${size} bytes: at most ${MAX_FILE_BYTES} fit`,
    );
  }
  const { node } = entry;
  encodeInode(view, at, {
    mode: FORMAT_BITS[node.type] | entry.permissions,
    uid: node.uid ?? 0,
    gid: node.gid ?? 0,
    size,
    nameBytes: Math.ceil(entry.nameBytes.length / 4) * 4,
    offset,
  }, littleEndian);
}

function writeSuperblock(
  bytes: Uint8Array<ArrayBuffer>,
  options: CramfsBuildOptions,
  facts: { flags: number; blocks: number; files: number },
): void {
  const at = options.superblock ?? 0;
  const view = new DataView(bytes.buffer, at);
  const encoder = new TextEncoder();
  const text = options.name ?? "Compressed";
  const name = encoder.encode(text);
  if (name.length > 16) {
    throw new InputError(
      `Name '${onOneLine(text)}' has ${name.length} bytes: at most 16 fit`,
    );
  }
  const words: [at: number, value: number][] = [
    [0, CRAMFS_MAGIC],
    [4, bytes.length],
    [8, facts.flags],
    [36, options.edition ?? 0],
    [40, facts.blocks],
    [44, facts.files],
  ];
  for (const [offset, value] of words) {
    view.setUint32(offset, value, options.endian !== "big");
  }
  bytes.set(encoder.encode(CRAMFS_SIGNATURE), at + 16);
  bytes.set(name, at + 48);
}
