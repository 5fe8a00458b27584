/**
 * The bytes after the end of a file in its last page.
 *
 * @module
 */

import { blocksOf } from "./block.ts";
import { BLOCK_ADDRESS, BLOCK_BYTES } from "./constants.ts";
import { type CramfsImage, readFlash, readWord } from "./image.ts";
import type { CramfsInode } from "./inode.ts";

/** Bytes that a check for a shared last page looks at. */
export interface TailBytes {
  /** Byte of the image where they start. */
  readonly at: number;
  /** How many they are; 0 if the file ends on a page boundary. */
  readonly length: number;
}

/**
 * The bytes after the end of the file in its last block, which must be
 * direct: fs/cramfs/inode.c, cramfs_last_page_is_shared().
 */
export function tailBytes(image: CramfsImage, inode: CramfsInode): TailBytes {
  const partial = inode.size % BLOCK_BYTES;
  if (partial === 0) return { at: 0, length: 0 };
  const last = Math.floor(inode.size / BLOCK_BYTES);
  const pointer = readWord(image, inode.ino + last * 4);
  const start = (pointer & BLOCK_ADDRESS) * 4;
  return { at: start + partial, length: BLOCK_BYTES - partial };
}

/**
 * The bytes that cramfs_physmem_mmap() of the patches v4 and v5 looked at:
 * `offset` is that of the first page of the request, not of the file, so they
 * lie as many pages too far as the request does not start at page 0.
 */
export function misplacedTailBytes(
  inode: CramfsInode,
  offset: number,
): TailBytes {
  const partial = inode.size % BLOCK_BYTES;
  if (partial === 0) return { at: 0, length: 0 };
  const at = offset + (blocksOf(inode) - 1) * BLOCK_BYTES + partial;
  return { at, length: BLOCK_BYTES - partial };
}

/** Whether any of the bytes is not zero. */
export function isDirty(image: CramfsImage, tail: TailBytes): boolean {
  if (tail.length === 0) return false;
  return readFlash(image, tail.at, tail.length).some((byte) => byte !== 0);
}

/** Whether the bytes go past the size in the superblock. */
export function isOutside(image: CramfsImage, tail: TailBytes): boolean {
  return tail.length > 0 && tail.at + tail.length > image.size;
}
