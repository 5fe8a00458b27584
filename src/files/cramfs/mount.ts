/**
 * A mounted cramfs image.
 *
 * @module
 */

import type { Word, WordSize } from "../../abi/word.ts";
import { CRAMFS_FLAG } from "./constants.ts";
import type { CramfsImage } from "./image.ts";
import type { CramfsInode } from "./inode.ts";

/** An image at a physical address. */
export interface CramfsMount {
  /** The image. */
  readonly image: CramfsImage;
  /** Physical address of its first byte. */
  readonly at: Word;
  /** Bits of `unsigned long`. */
  readonly bits: WordSize;
  /**
   * Whether it is mounted through an MTD that can be read in place, with
   * CONFIG_CRAMFS_MTD; a block device cannot. Default true.
   */
  readonly mtd?: boolean;
}

/**
 * Whether the file has the operations that map in place
 * (`cramfs_physmem_fops`) and not the generic read-only ones:
 * fs/cramfs/inode.c, get_cramfs_inode(). Flash at physical address 0 counts
 * as no address.
 */
export function hasPhysmemOperations(
  mount: CramfsMount,
  inode: CramfsInode,
): boolean {
  const { flags } = mount.image.superblock;
  return inode.type === "reg" && mount.mtd !== false && mount.at !== 0 &&
    (flags & CRAMFS_FLAG.EXT_BLOCK_POINTERS) !== 0;
}
