/**
 * What the kernel has to remember of a mapping, beside its memory.
 *
 * @module
 */

/** A record for which there may be no memory. */
export type MappingRecord =
  /** The region; in kernels before regions, the element of a list. */
  | "region"
  /** The VMA. */
  | "vma"
  /** Nodes of the tree of VMAs, where that allocates. */
  | "tree";

/** All records for which there may be no memory. */
export const MAPPING_RECORDS: readonly MappingRecord[] = [
  "region",
  "vma",
  "tree",
];
