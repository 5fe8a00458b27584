/**
 * Places where a kernel that reads or maps a cramfs image misbehaves.
 *
 * @module
 */

import type { Hazard } from "./hazard.ts";

/** Id of a hazard. */
export type CramfsHazard =
  | "last-full-block-reads-zeros"
  | "block-crosses-image-end"
  | "pointer-outside-image"
  | "bad-block-size"
  | "bad-compressed-data"
  | "entry-crosses-image-end"
  | "empty-name"
  | "unsorted-directory"
  | "block-at-offset-zero"
  | "table-outside-image"
  | "length-truncated"
  | "address-not-page-aligned"
  | "bytes-past-file-end"
  | "tail-check-outside-image"
  | "tail-check-misplaced"
  | "dirty-tail-exposed"
  | "direct-page-lost"
  | "uninitialised-page-count"
  | "pages-past-vma"
  | "pgoff-cleared"
  | "wrong-block-mapped"
  | "remap-empty-range"
  | "address-used-as-pfn"
  | "shared-page-not-skipped"
  | "unfilled-pfnmap"
  | "prototype-mismatch"
  | "overlay-not-known";

/** A hazard of cramfs. */
export interface CramfsHazardEntry extends Hazard {
  /** Stable name. */
  readonly id: CramfsHazard;
}

const READ = "fs/cramfs/inode.c, cramfs_read_folio()";
const DIRECT_READ = "fs/cramfs/inode.c, cramfs_direct_read()";
const RANGE = "fs/cramfs/inode.c, cramfs_get_block_range()";
const AREA = "fs/cramfs/inode.c, cramfs_physmem_get_unmapped_area()";
const AREAS = `${AREA}; fs/romfs/mmap-nommu.c, romfs_get_unmapped_area()`;
const TAIL = "fs/cramfs/inode.c, cramfs_last_page_is_shared()";
const MMAP_2017 = "Patches v4 and v5, cramfs_physmem_mmap()";
const PREPARE = "Patch of 2025, cramfs_physmem_mmap_prepare()";
const COMPLETE = "Patch of 2025, cramfs_physmem_mmap_complete()";

/** All hazards of cramfs. */
export const CRAMFS_HAZARDS: readonly CramfsHazardEntry[] = [
  {
    id: "last-full-block-reads-zeros",
    effect: "corruption",
    sentence:
      "The file ends on a page boundary and its last block is direct and uncompressed: reads and page faults give 4096 zero bytes, while a mapping in place shows the data.",
    source: READ,
  },
  {
    id: "block-crosses-image-end",
    effect: "corruption",
    sentence:
      "The block runs past the size in the superblock, so the zero page is read instead.",
    source: DIRECT_READ,
  },
  {
    id: "pointer-outside-image",
    effect: "corruption",
    sentence:
      "The block pointer lies past the size in the superblock and reads as 0.",
    source: DIRECT_READ,
  },
  {
    id: "bad-block-size",
    effect: "surprise",
    sentence:
      "The block is longer than two pages, or longer than one and not compressed: EIO.",
    source: READ,
  },
  {
    id: "bad-compressed-data",
    effect: "surprise",
    sentence: "The data do not inflate to at most one page: EIO.",
    source: "fs/cramfs/uncompress.c, cramfs_uncompress_block()",
  },
  {
    id: "entry-crosses-image-end",
    effect: "surprise",
    sentence:
      "Every directory entry is read with 264 bytes; these cross the size in the superblock, so a listing ends with EIO and a lookup finds nothing.",
    source: "fs/cramfs/inode.c, cramfs_readdir() and cramfs_lookup()",
  },
  {
    id: "empty-name",
    effect: "surprise",
    sentence: "A directory entry has a name of no bytes: EIO.",
    source: "fs/cramfs/inode.c, cramfs_readdir() and cramfs_lookup()",
  },
  {
    id: "unsorted-directory",
    effect: "surprise",
    sentence:
      "The image claims sorted directories but this one is not: a lookup stops before the entry and answers ENOENT.",
    source: "fs/cramfs/inode.c, cramfs_lookup()",
  },
  {
    id: "block-at-offset-zero",
    effect: "surprise",
    sentence:
      "The block starts at byte 0 of the image, which is also the answer for failure.",
    source: RANGE,
  },
  {
    id: "table-outside-image",
    effect: "corruption",
    sentence:
      "The block pointers lie past the size in the superblock and are read without a check.",
    source: RANGE,
  },
  {
    id: "length-truncated",
    effect: "corruption",
    sentence:
      "The number of pages is cut to 32 bits, so the answer is for a much shorter mapping than the one asked for.",
    source: AREA,
  },
  {
    id: "address-not-page-aligned",
    effect: "surprise",
    sentence:
      "The mapping does not start on a page boundary; without an MMU that is allowed.",
    source: AREAS,
  },
  {
    id: "bytes-past-file-end",
    effect: "surprise",
    sentence:
      "The last page is mapped in place with bytes after the end of the file that are not zero.",
    source: AREAS,
  },
  {
    id: "tail-check-outside-image",
    effect: "surprise",
    sentence:
      "The bytes after the end of the file lie past the size in the superblock: what else is in the flash decides.",
    source: TAIL,
  },
  {
    id: "tail-check-misplaced",
    effect: "surprise",
    sentence:
      "The check for a shared last page adds the page offset of the request twice and looks at bytes that have nothing to do with it.",
    source: MMAP_2017,
  },
  {
    id: "dirty-tail-exposed",
    effect: "corruption",
    sentence:
      "The last page is mapped in place although other data follow the end of the file.",
    source: MMAP_2017,
  },
  {
    id: "direct-page-lost",
    effect: "surprise",
    sentence:
      "The last page is not mapped in place although nothing but zeros follows the end of the file.",
    source: MMAP_2017,
  },
  {
    id: "uninitialised-page-count",
    effect: "corruption",
    sentence:
      "The number of pages to look for is never set: as many are mapped as the stack happens to allow.",
    source: COMPLETE,
  },
  {
    id: "pages-past-vma",
    effect: "fatal",
    sentence:
      "More pages are mapped than the VMA has: page tables past its end are overwritten, or the call fails with EFAULT.",
    source: COMPLETE,
  },
  {
    id: "pgoff-cleared",
    effect: "corruption",
    sentence:
      "The VMA of a private mapping gets page frame 0 for its offset, so everything after it counts from the first page of the file.",
    source: PREPARE,
  },
  {
    id: "wrong-block-mapped",
    effect: "corruption",
    sentence: "The mapping shows other pages of the file than it should.",
    source: COMPLETE,
  },
  {
    id: "remap-empty-range",
    effect: "fatal",
    sentence: "A range of no bytes is mapped: BUG_ON(addr >= end).",
    source: "mm/memory.c, remap_pfn_range_internal()",
  },
  {
    id: "address-used-as-pfn",
    effect: "corruption",
    sentence:
      "A byte address is handed over where a page frame number is wanted: the page cannot be accessed or is not the file's.",
    source: COMPLETE,
  },
  {
    id: "shared-page-not-skipped",
    effect: "corruption",
    sentence:
      "A shared last page is left out of the decision, but the pages are counted anew and it is mapped.",
    source: COMPLETE,
  },
  {
    id: "unfilled-pfnmap",
    effect: "surprise",
    sentence:
      "Pages of a PFNMAP have no page table entry and are filled from RAM on the first access.",
    source: COMPLETE,
  },
  {
    id: "prototype-mismatch",
    effect: "surprise",
    sentence:
      "Without CONFIG_MMU the completion lacks the parameter for its state: the file does not compile; with a cast it maps as before.",
    source: COMPLETE,
  },
  {
    id: "overlay-not-known",
    effect: "surprise",
    sentence:
      "From Linux 6.3 on private read-only mappings carry a flag that the patch does not test: they become copies in RAM.",
    source: MMAP_2017,
  },
];
