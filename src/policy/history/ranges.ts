/**
 * Ranges of mappings: unmapping, resizing, listing.
 *
 * @module
 */
import type { KnownHazard } from "./known_hazard.ts";

/** Those hazards, by number. */
export const RANGES: readonly KnownHazard[] = [
  {
    id: "H13",
    title: "lengths to the byte",
    releases: [["2.6.29", "2.6.39"]],
    sentence:
      "A mapping ends at its last byte, so unmapping the rounded length is EINVAL.",
    signs: ["munmap-outside", "munmap-file-end", "mremap-not-mapped"],
  },
  {
    id: "H16",
    title: "mremap() and the tree",
    releases: [["6.1"]],
    sentence:
      "mremap() does not tell the tree of VMAs: after the mapping is gone the tree leads to freed memory, after a part of it is gone twice to the rest.",
    signs: ["stale-tree-entry", "vma-twice-in-tree", "freed-vma-used"],
  },
  {
    id: "H17",
    title: "/proc/PID/maps",
    releases: [["3.18", "6.5"], ["6.6"]],
    sentence:
      "From 3.18 to 6.5 reading it to the end leaves a lock held, and from 6.1 to 6.5 it is empty (6.1.192 has both corrections); with a mapping in pieces, small reads of it never end.",
    signs: [],
  },
  {
    id: "H18",
    title: "munmap() takes another mapping",
    releases: [["2.6.29"]],
    sentence:
      "Of the file mappings in a range only the one that ends where the range ends is removed; from 6.1 on the range may start in memory that is not mapped.",
    signs: ["munmap-leaves-lower", "munmap-finds-higher"],
  },
  {
    id: "H19",
    title: "cutting the middle out",
    releases: [["6.8"]],
    sentence:
      "Cutting the middle out of anonymous memory works, and prints a warning of the maple tree.",
    signs: ["munmap-middle-warning", "munmap-too-many-mappings"],
  },
];
