/**
 * What cramfs answers a no-MMU kernel that is to map one of its files.
 *
 * @module
 */

import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import { VM } from "../../abi/vm.ts";
import {
  addWords,
  hex,
  offsetInPage,
  pagesIn,
  type Word,
} from "../../abi/word.ts";
import { blocksOf } from "./block.ts";
import { BLOCK_BYTES } from "./constants.ts";
import type { CramfsHazard } from "../../policy/hazards/cramfs.ts";
import type { CramfsInode } from "./inode.ts";
import type { CramfsMount } from "./mount.ts";
import { type BlockMismatch, getBlockRange } from "./range.ts";
import { isDirty, tailBytes } from "./tail.ts";

/** Answer of {@linkcode cramfsGetUnmappedArea}. */
export interface CramfsUnmappedArea {
  /** 0, EINVAL past the end of the file, ENOSYS for an unsuitable layout. */
  readonly errno: number;
  /** Physical address of the first byte, if `errno` is 0. */
  readonly address: Word;
  /** The block that prevents a mapping in place, if one does. */
  readonly mismatch?: BlockMismatch;
  /** What is wrong with the answer. */
  readonly hazards: readonly CramfsHazard[];
}

/**
 * What can be done with the memory of a file: fs/cramfs/inode.c,
 * cramfs_physmem_mmap_capabilities(). Only for files with
 * {@linkcode hasPhysmemOperations}; for others the kernel guesses COPY.
 */
export const CRAMFS_CAPABILITIES: number = CAPABILITY.COPY |
  CAPABILITY.DIRECT | CAPABILITY.READ | CAPABILITY.EXEC;

const NO_HAZARDS: readonly CramfsHazard[] = [];
const TWO_32 = 0x1_0000_0000;

/**
 * Where `length` bytes from page `pgoff` on lie in memory. The address need
 * not be page aligned, and what follows the end of the file does not matter.
 * Mirrors fs/cramfs/inode.c, cramfs_physmem_get_unmapped_area(), which counts
 * pages in 32 bits.
 *
 * @example
 * ```ts
 * import { buildCramfs } from "./build.ts";
 * import { lookupPath } from "./directory.ts";
 * import { parseCramfs } from "./image.ts";
 * import { cramfsGetUnmappedArea } from "./nommu.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contents = new Uint8Array(2 * 4096).fill(1);
 * const image = parseCramfs(buildCramfs({
 *   type: "dir",
 *   children: { app: { type: "reg", contents, layout: "aligned" } },
 * }));
 * const { inode } = lookupPath(image, "/app");
 * const mount = { image, at: 0x2200_0000, bits: 32 } as const;
 * const area = cramfsGetUnmappedArea(mount, inode!, 4096, 1);
 * assertEquals(area, { errno: 0, address: 0x2200_2000, hazards: [] });
 * ```
 */
export function cramfsGetUnmappedArea(
  mount: CramfsMount,
  inode: CramfsInode,
  length: Word,
  pgoff: Word,
): CramfsUnmappedArea {
  const { image, bits } = mount;
  const rounded = addWords(length, BLOCK_BYTES - 1, bits);
  const asked = pagesIn(rounded, BLOCK_BYTES);
  const pages = asked % TWO_32;
  const first = Number(pgoff);
  const rest = blocksOf(inode) - first;
  if (rest <= 0 || pages > rest) return failed(ERRNO.EINVAL);
  const range = getBlockRange(image, inode, first, pages);
  if (range.offset === 0 || range.pages !== pages) {
    const { mismatch } = range;
    if (mismatch !== undefined) return { ...failed(ERRNO.ENOSYS), mismatch };
    return range.offset === 0
      ? { ...failed(ERRNO.ENOSYS), hazards: ["block-at-offset-zero"] }
      : failed(ERRNO.ENOSYS);
  }
  const address = addWords(mount.at, range.offset, bits);
  const hazards: CramfsHazard[] = [];
  if (asked !== pages) hazards.push("length-truncated");
  if (offsetInPage(address, BLOCK_BYTES) !== 0) {
    hazards.push("address-not-page-aligned");
  }
  if (inode.ino + (first + pages) * 4 > image.size) {
    hazards.push("table-outside-image");
  }
  if (pages === rest && isDirty(image, tailBytes(image, inode))) {
    hazards.push("bytes-past-file-end");
  }
  return { errno: 0, address, hazards };
}

function failed(errno: number): CramfsUnmappedArea {
  return { errno, address: 0, hazards: NO_HAZARDS };
}

/** The kernel's debugging message for an area that was found. */
export function unmappedAreaMessage(
  name: string,
  pgoff: Word,
  length: Word,
  address: Word,
): string {
  const offset = BigInt(pgoff) * BigInt(BLOCK_BYTES);
  return `cramfs: get_unmapped for ${name} ofs ${hex(offset)} ` +
    `siz ${length} at 0x${address.toString(16).padStart(8, "0")}`;
}

/**
 * What `mmap` of the file answers: 0 for a mapping of the memory itself,
 * ENOSYS for one that must be copied. Mirrors fs/cramfs/inode.c,
 * cramfs_physmem_mmap() without CONFIG_MMU. From Linux 6.3 on private
 * read-only mappings are marked VM_MAYOVERLAY instead of VM_MAYSHARE; the
 * patches v4 and v5 do not know that flag and test `VM_SHARED|VM_MAYSHARE`.
 */
export function cramfsMmapNommu(
  vmFlags: number,
  flags: number = VM.MAYSHARE | VM.MAYOVERLAY,
): number {
  return (vmFlags & flags) !== 0 ? 0 : ERRNO.ENOSYS;
}

/** The flags that the patches v4 and v5 test in `mmap`. */
export const CRAMFS_2017_SHARED_FLAGS: number = VM.SHARED | VM.MAYSHARE;
