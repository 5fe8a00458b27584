/**
 * Hazards of kernels with regions, from 2.6.29 on.
 *
 * @module
 */
import type { Hazard } from "./hazard.ts";

/** Those hazards. */
export const REGION_WORLD_HAZARDS: readonly Hazard[] = [
  {
    id: "region-start-taken",
    effect: "fatal",
    sentence:
      "Another region starts at the same address: add_nommu_region() hits BUG() with the region lock held.",
    source: "mm/nommu.c, add_nommu_region()",
    since: "2.6.29",
  },
  {
    id: "mapping-wraps",
    effect: "fatal",
    sentence:
      "The mapping wraps past the end of the address space and the VMA tree is handed an inverted range.",
    source: "mm/nommu.c, do_mmap()",
    since: "6.12",
  },
  {
    id: "mapping-wraps-lost",
    effect: "corruption",
    sentence:
      "The mapping wraps past the end of the address space: the call succeeds, but no VMA can be found and everything it holds leaks.",
    source: "mm/nommu.c, do_mmap()",
    since: "2.6.29",
    until: "6.11",
  },
  {
    id: "copy-larger-than-memory",
    effect: "fatal",
    sentence:
      "The number of pages is computed as an int and wraps: a few pages are allocated and the whole length is cleared, over everything behind them.",
    source: "mm/nommu.c, do_mmap_private()",
    since: "2.6.29",
  },
  {
    id: "traced-direct-warning",
    effect: "warning",
    sentence:
      "A traced caller maps a direct file privately: the driver's mmap operation is called for nothing and a warning is printed.",
    source: "mm/nommu.c, do_mmap_private()",
    since: "6.3",
  },
  {
    id: "traced-direct-bug",
    effect: "fatal",
    sentence:
      "The driver's mmap operation accepts a private mapping that may not be shared, as that of a traced caller: BUG_ON().",
    source: "mm/nommu.c, do_mmap_private()",
    since: "2.6.29",
    until: "6.2",
  },
  {
    id: "vma-overwritten",
    effect: "corruption",
    sentence:
      "The process has mapped the same memory before: the new VMA replaces the old one in the tree, whose region can never be released.",
    source: "mm/nommu.c, do_mmap()",
    since: "6.1",
  },
  {
    id: "vma-cut-in-tree",
    effect: "corruption",
    sentence:
      "The new VMA overwrites a part of an older one in the tree; the older one is found by what is left of it, once for each piece.",
    source: "mm/nommu.c, do_mmap()",
    since: "6.1",
  },
  {
    id: "stale-tree-entry",
    effect: "corruption",
    sentence:
      "mremap() changed the VMA but not the tree: removing the VMA leaves an entry that points to freed memory.",
    source: "mm/nommu.c, do_mremap()",
    since: "6.1",
  },
  {
    id: "vma-twice-in-tree",
    effect: "corruption",
    sentence:
      "mremap() changed the VMA but not the tree: unmapping a part of it leaves an entry behind its end, so that the tree leads to the VMA twice.",
    source: "mm/nommu.c, vmi_shrink_vma()",
    since: "6.1",
  },
  {
    id: "freed-vma-used",
    effect: "corruption",
    sentence: "The tree leads to a VMA that was freed.",
    source: "mm/nommu.c, do_munmap()",
    since: "6.1",
  },
  {
    id: "vma-released-twice",
    effect: "fatal",
    sentence:
      "The exit of the process meets the same VMA twice and releases it twice.",
    source: "mm/nommu.c, exit_mmap()",
    since: "6.1",
  },
  {
    id: "region-leaked",
    effect: "corruption",
    sentence:
      "The process is gone, but a region that it used stays, with its memory and its file.",
    source: "mm/nommu.c, exit_mmap()",
    since: "2.6.29",
  },
  {
    id: "slack-leaked",
    effect: "corruption",
    sentence:
      "Reading the file into the copy fails, and what was allocated beyond its length is never given back.",
    source: "mm/nommu.c, do_mmap_private()",
    since: "2.6.29",
    until: "2.6.39",
  },
  {
    id: "shared-on-private-copy",
    effect: "corruption",
    sentence:
      "A MAP_SHARED mapping is given somebody's private copy: its stores never reach the file, and the private mapping sees them.",
    source: "mm/nommu.c, do_mmap()",
  },
  {
    id: "stale-copy",
    effect: "surprise",
    sentence:
      "The file has changed since the copy was made that this mapping shares: it shows old contents.",
    source: "mm/nommu.c, do_mmap()",
  },
  {
    id: "mapped-pages-freed",
    effect: "corruption",
    sentence:
      "Truncating the file frees pages that a private mapping still shows; whoever gets them next shares them with it.",
    source: "mm/nommu.c, nommu_shrink_inode_mappings()",
    since: "4.9",
  },
  {
    id: "region-end-unaligned",
    effect: "surprise",
    sentence:
      "Truncating the file cut a shared region to a length that is not a whole number of pages.",
    source: "mm/nommu.c, nommu_shrink_inode_mappings()",
    since: "2.6.33",
  },
  {
    id: "munmap-middle-warning",
    effect: "warning",
    sentence:
      "Cutting the middle out of an anonymous mapping works but prints a warning of the maple tree.",
    source: "mm/nommu.c, split_vma()",
    since: "6.8",
  },
  {
    id: "munmap-finds-higher",
    effect: "surprise",
    sentence:
      "The range starts in memory that is not mapped, and the mapping above it is removed all the same.",
    source: "mm/nommu.c, do_munmap()",
    since: "6.1",
  },
  {
    id: "munmap-end-wraps",
    effect: "corruption",
    sentence:
      "The end of the range wraps past the last address, which passes for an end inside the mapping: no page is freed, and the mapping and its region now begin far below their memory.",
    source: "mm/nommu.c, do_munmap(), free_page_series()",
    since: "2.6.29",
  },
  {
    id: "pages-below-region-freed",
    effect: "fatal",
    sentence:
      "A region that a wrapped munmap() made to begin below its memory is released: the pages from there on are freed, and they are no RAM.",
    source: "mm/nommu.c, __put_nommu_region(), free_page_series()",
    since: "2.6.29",
  },
  {
    id: "munmap-leaves-lower",
    effect: "surprise",
    sentence:
      "The range covers several mappings, but only the one that ends where the range ends is removed.",
    source: "mm/nommu.c, do_munmap()",
    since: "2.6.29",
  },
  {
    id: "address-truncated-to-int",
    effect: "corruption",
    sentence:
      "The driver keeps the address in an int: on a 64-bit machine it comes back sign-extended.",
    source: "drivers/mtd/mtdchar.c, mtdchar_get_unmapped_area()",
    since: "3.3",
  },
  {
    id: "region-shrunk-under-mapping",
    effect: "corruption",
    sentence:
      "A mapping of the file reaches beyond its region after the truncation.",
    source: "mm/nommu.c, nommu_shrink_inode_mappings()",
    since: "2.6.33",
  },
  {
    id: "copy-pages-leaked",
    effect: "corruption",
    sentence:
      "Truncating the file cuts a private copy that a MAP_SHARED mapping uses: the pages behind the new end are never freed.",
    source: "mm/nommu.c, nommu_shrink_inode_mappings()",
    since: "2.6.33",
  },
  {
    id: "freed-region-in-tree",
    effect: "corruption",
    sentence:
      "The region has no length, or its end wrapped to zero, so it is freed without being taken out of the tree of regions.",
    source: "mm/nommu.c, __put_nommu_region()",
    since: "2.6.29",
  },
  {
    id: "region-not-page-aligned",
    effect: "fatal",
    sentence: "A region must start on a page: BUG_ON() with the lock held.",
    source: "mm/nommu.c, add_nommu_region()",
    since: "2.6.29",
    until: "2.6.29",
  },
  {
    id: "region-put-with-empty-tree",
    effect: "fatal",
    sentence:
      "The mapping fails while nothing else is mapped: releasing its region hits BUG_ON().",
    source: "mm/nommu.c, __put_nommu_region()",
    since: "2.6.29",
    until: "2.6.30",
  },
  {
    id: "tree-allocation-lost",
    effect: "corruption",
    sentence:
      "Memory for the VMA tree runs out after the region was added: the call answers 0 as if it had succeeded, and the freed region stays in the tree.",
    source: "mm/nommu.c, do_mmap()",
    since: "6.6",
  },
];
