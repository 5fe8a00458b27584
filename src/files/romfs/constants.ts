/**
 * Numbers of the romfs image format: include/uapi/linux/romfs_fs.h.
 *
 * @module
 */

/** First 8 bytes of an image. */
export const ROMFS_SIGNATURE = "-rom1fs-";

/** Bytes of a file header without its name. */
export const HEADER_BYTES = 16;

/** Headers, names and data start at multiples of this. */
const ROMFS_ALIGNMENT = 16;

/** Longest name in bytes: `ROMFS_MAXFN`. */
export const MAX_ROMFS_NAME = 128;

/** Bytes that the checksum of the superblock covers, at most. */
export const CHECKED_BYTES = 512;

/** Images are padded to a multiple of this. */
export const ROMFS_BLOCK = 1024;

/** Bits of `next` that hold the type: `ROMFH_TYPE`. */
export const TYPE_BITS = 7;

/** Types of a file: `ROMFH_HRD` and so on. */
export const ROMFS_TYPE = {
  LINK: 0,
  DIRECTORY: 1,
  REGULAR: 2,
  SYMLINK: 3,
  BLOCK: 4,
  CHARACTER: 5,
  SOCKET: 6,
  FIFO: 7,
} as const;

/** Bit of `next`: the file can be executed. */
export const EXECUTABLE_BIT = 8;

/** Rounds up to where something can start. */
export function romfsAlign(at: number, step: number = ROMFS_ALIGNMENT): number {
  return Math.ceil(at / step) * step;
}

/** Sum of big-endian words, 32 bits: `romfs_checksum()`. */
export function romfsChecksum(
  view: DataView,
  start: number,
  length: number,
): number {
  let sum = 0;
  for (let at = start; at + 4 <= start + length; at += 4) {
    sum = (sum + view.getUint32(at)) >>> 0;
  }
  return sum;
}
