/**
 * Reading whole files and links.
 *
 * @module
 */
import { BLOCK_BYTES } from "./constants.ts";
import type { CramfsImage } from "./image.ts";
import type { CramfsInode } from "./inode.ts";
import { blocksOf, storedBlock } from "./block.ts";

/**
 * The contents of a file or symbolic link as they are stored, which is not
 * always what a kernel reads: see {@linkcode readPage}.
 *
 * @throws {InputError} if a block is damaged or leaves the image.
 */
export function readFile(image: CramfsImage, inode: CramfsInode): Uint8Array {
  const contents = new Uint8Array(inode.size);
  for (let index = 0; index < blocksOf(inode); index++) {
    const at = index * BLOCK_BYTES;
    contents.set(
      storedBlock(image, inode, index).subarray(0, inode.size - at),
      at,
    );
  }
  return contents;
}

/** The longest target of a symbolic link: the rest of a page is for its end. */
const MAX_LINK_BYTES: number = BLOCK_BYTES - 1;

/**
 * Where a symbolic link leads, as it is stored. Kernels look at the first page
 * only: fs/namei.c, page_get_link().
 *
 * @throws {InputError} if its block is damaged or leaves the image.
 */
export function readLink(image: CramfsImage, inode: CramfsInode): Uint8Array {
  const length = Math.min(inode.size, MAX_LINK_BYTES);
  const target = new Uint8Array(length);
  if (length > 0) target.set(storedBlock(image, inode, 0).subarray(0, length));
  return target;
}
