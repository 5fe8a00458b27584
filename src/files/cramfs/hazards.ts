/**
 * Places where a kernel that reads or maps a cramfs image misbehaves.
 *
 * @module
 */

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
  | "unfilled-pfnmap";

/** What each hazard means, by its id. */
export const CRAMFS_HAZARDS: Readonly<Record<CramfsHazard, string>> = {
  "last-full-block-reads-zeros":
    "The file ends on a page boundary and its last block is direct and " +
    "uncompressed: read() and page faults give 4096 zero bytes, while a " +
    "mapping in place shows the data (cramfs_read_folio() takes " +
    "offset_in_page(i_size), which is 0, for the length)",
  "block-crosses-image-end":
    "The block runs past the size in the superblock: cramfs_direct_read() " +
    "answers with the zero page",
  "pointer-outside-image":
    "The block pointer lies past the size in the superblock and reads as 0",
  "bad-block-size":
    "The block is longer than two pages, or longer than one and not " +
    "compressed: cramfs_read_folio() fails with EIO",
  "bad-compressed-data":
    "The data do not inflate to at most one page: cramfs_uncompress_block() " +
    "fails with EIO",
  "entry-crosses-image-end":
    "Each directory entry is read with 264 bytes; these cross the size in " +
    "the superblock, so the kernel sees zeros: readdir fails with EIO and a " +
    "lookup finds nothing",
  "empty-name":
    "A directory entry has a name of no bytes: readdir fails with EIO",
  "unsorted-directory":
    "The image claims sorted directories but this one is not: a lookup stops " +
    "before the entry and answers ENOENT",
  "block-at-offset-zero": "The block starts at byte 0 of the image, which " +
    "cramfs_get_block_range() cannot tell from failure",
  "table-outside-image":
    "The block pointers lie past the size in the superblock; " +
    "cramfs_get_block_range() reads them without a check",
  "length-truncated":
    "The number of pages is cut to 32 bits, so the answer is for a much " +
    "shorter mapping than the one asked for",
  "address-not-page-aligned":
    "The address is not on a page boundary; a no-MMU kernel maps it all the " +
    "same",
  "bytes-past-file-end":
    "The last page is mapped in place with bytes after the end of the file " +
    "that are not zero",
  "tail-check-outside-image":
    "The bytes after the end of the file lie past the size in the " +
    "superblock: what else is in the flash decides",
  "tail-check-misplaced":
    "The check for a shared last page adds the page offset of the request " +
    "twice and looks at bytes that have nothing to do with the file",
  "dirty-tail-exposed":
    "The last page is mapped in place although it holds other data after " +
    "the end of the file",
  "direct-page-lost":
    "The last page is not mapped in place although nothing but zeros " +
    "follows the end of the file",
  "uninitialised-page-count":
    "cramfs_physmem_mmap_complete() passes an uninitialised number of pages " +
    "to cramfs_get_block_range(): as many pages are mapped as the stack " +
    "happens to allow",
  "pages-past-vma":
    "More pages are mapped than the VMA has: page tables beyond its end are " +
    "overwritten and the kernel dies later (mm/memory.c, remap_pte_range())",
  "pgoff-cleared":
    "The preparation stores page frame 0 in the VMA of a private mapping, " +
    "so everything after it counts from the first page of the file",
  "wrong-block-mapped":
    "A page of the mapping shows another page of the file than it should",
  "remap-empty-range":
    "remap_pfn_range() is called for no bytes: BUG_ON(addr >= end) in " +
    "mm/memory.c",
  "address-used-as-pfn":
    "vmf_insert_mixed() is given a byte address where it takes a page frame " +
    "number: the page faults or shows unrelated memory",
  "unfilled-pfnmap":
    "A page of a PFNMAP mapping has no page table entry and is filled from " +
    "RAM on the first access",
};
