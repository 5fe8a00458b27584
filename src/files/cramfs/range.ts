/**
 * The question on which every mapping in place hangs: which pages of a file
 * lie uncompressed and one after another in flash?
 *
 * @module
 */

import {
  BLOCK_ADDRESS,
  BLOCK_BYTES,
  BLOCK_DIRECT,
  BLOCK_UNCOMPRESSED,
  DIRECT_SHIFT,
} from "./constants.ts";
import { type CramfsImage, readWord } from "./image.ts";
import type { CramfsInode } from "./inode.ts";

/** The block pointer that ended a range. */
export interface BlockMismatch {
  /** Page of the file. */
  readonly block: number;
  /** The pointer that was found. */
  readonly got: number;
  /** The pointer that would have gone on with the range. */
  readonly expected: number;
}

/** Answer of {@linkcode getBlockRange}. */
export interface BlockRange {
  /** Byte of the image where the first page lies; 0 if there is no range. */
  readonly offset: number;
  /** Pages in the range; as asked if there is none. */
  readonly pages: number;
  /** What ended the range, if it was a block pointer. */
  readonly mismatch?: BlockMismatch;
}

const IN_PLACE = (BLOCK_DIRECT | BLOCK_UNCOMPRESSED) >>> 0;
const STEP = BLOCK_BYTES >> DIRECT_SHIFT;

/**
 * Pages from `pgoff` on, at most `pages` (32 bits), that are direct,
 * uncompressed and contiguous: fs/cramfs/inode.c, cramfs_get_block_range(). At
 * least one pointer is looked at, even for 0 pages, and neither the end of the
 * file nor that of the image is heeded.
 */
export function getBlockRange(
  image: CramfsImage,
  inode: CramfsInode,
  pgoff: number,
  pages: number,
): BlockRange {
  const table = inode.ino + (pgoff * 4 >>> 0);
  const first = readWord(image, table) & BLOCK_ADDRESS;
  const offset = (first << DIRECT_SHIFT) >>> 0;
  let i = 0;
  do {
    const expected = (first + i * STEP | IN_PLACE) >>> 0;
    const got = readWord(image, table + i * 4);
    if (got !== expected) {
      const mismatch = { block: pgoff + i, got, expected };
      return i === 0
        ? { offset: 0, pages, mismatch }
        : { offset, pages: i, mismatch };
    }
  } while (++i < pages);
  return { offset, pages: i };
}

/** The kernel's debugging message for a range that ended early. */
export function rangeMessage(
  mismatch: BlockMismatch,
  pgoff: number,
  pages: number,
): string {
  const { block, got, expected } = mismatch;
  const last = pgoff + pages - 1 | 0;
  return `cramfs: range: block ${block}/${last} ` +
    `got 0x${got.toString(16)} expects 0x${expected.toString(16)}`;
}
