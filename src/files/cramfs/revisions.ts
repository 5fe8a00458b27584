/**
 * The revisions of the MMU policy of cramfs, from the first posted patches to
 * the conversion of 2025.
 *
 * @module
 */

/** Name of a revision. */
export type CramfsRevision =
  | "v4-vma-split"
  | "v4"
  | "v5"
  | "v5-amended"
  | "linux-6.12"
  | "2025-mmap-prepare";

/** What sets a revision apart. */
export interface RevisionRules {
  /** Where it comes from. */
  readonly source: string;
  /** Where it looks for other data in the last page. */
  readonly tail: "file" | "request";
  /** What becomes of pages that cannot be mapped in place. */
  readonly rest: "split-on-fault" | "mixedmap";
  /** Whether it counts the pages of a VMA in 32 bits. */
  readonly narrow: boolean;
  /** Whether its messages name the page offset. */
  readonly pgoffInMessages: boolean;
}

const V4 = {
  tail: "request",
  rest: "mixedmap",
  narrow: true,
  pgoffInMessages: false,
} as const;

const V5 = { ...V4, narrow: false, pgoffInMessages: true } as const;

/** The rules of each revision, oldest first. */
export const CRAMFS_REVISIONS: Readonly<
  Record<CramfsRevision, RevisionRules>
> = {
  "v4-vma-split": {
    ...V4,
    rest: "split-on-fault",
    source: 'Patch "[PATCH v4 4/5] cramfs: add mmap support", as in v3 ' +
      "(August 2017): a fault splits the VMA",
  },
  "v4": {
    ...V4,
    source: "Replacement for the patch v4 4/5, with VM_MIXEDMAP " +
      "(4 October 2017)",
  },
  "v5": {
    ...V5,
    source: 'Patch "[PATCH v5 4/5] cramfs: add mmap support" as posted ' +
      "(6 October 2017)",
  },
  "v5-amended": {
    ...V5,
    tail: "file",
    source: "The same patch as amended in reply to its review " +
      "(6 October 2017)",
  },
  "linux-6.12": {
    ...V5,
    tail: "file",
    source: "fs/cramfs/inode.c, cramfs_physmem_mmap()",
  },
  "2025-mmap-prepare": {
    ...V5,
    tail: "file",
    narrow: true,
    source: 'Patch "[PATCH 13/16] mm: update cramfs to use mmap_prepare, ' +
      'mmap_complete" (8 September 2025)',
  },
};
