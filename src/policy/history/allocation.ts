/**
 * Memory that is taken, filled and given back.
 *
 * @module
 */
import type { KnownHazard } from "./known_hazard.ts";

/** Those hazards, by number. */
export const ALLOCATION: readonly KnownHazard[] = [
  {
    id: "H4",
    title: "a file that is not there is released",
    releases: [["2.6.11", "2.6.18"]],
    sentence:
      "An anonymous mapping for which there is no memory releases the file that it does not have.",
    signs: ["null-file-released"],
  },
  {
    id: "H12",
    title: "failed regions",
    releases: [["2.6.29", "2.6.31"]],
    sentence:
      "A mapping that fails releases a region which is in no tree, and hits BUG_ON() if nothing else is mapped (until 2.6.30), or frees one that stays in the tree (2.6.31).",
    signs: ["region-put-with-empty-tree", "freed-region-in-tree"],
  },
  {
    id: "H14",
    title: "0 in place of ENOMEM",
    releases: [["6.6"]],
    sentence:
      "Without memory for the tree of VMAs mmap() answers 0 as if it had succeeded, and frees a region that others use or that stays in the tree.",
    signs: ["tree-allocation-lost"],
  },
  {
    id: "H20",
    title: "truncation under a mapping",
    releases: [["4.9"]],
    sentence:
      "Truncating a ramfs file frees pages that a private read-only mapping still shows; under MAP_SHARED it is ETXTBSY even inside the last page.",
    signs: ["mapped-pages-freed", "truncate-shared-mapping"],
  },
  {
    id: "H26",
    title: "one read",
    releases: [["2.6.11"]],
    sentence:
      "A copy is filled by a single read: what that does not give stays zero, and so does everything beyond the end of the file.",
    signs: [],
  },
  {
    id: "H27",
    title: "slack is not cleared",
    releases: [["2.6.29"]],
    sentence:
      "Pages beyond the end of a mapping that vm.nr_trim_pages leaves allocated keep what they held.",
    signs: [],
  },
  {
    id: "H28",
    title: "the order overflows",
    releases: [["2.6.29"]],
    sentence:
      "The number of pages is an int: a length beyond the largest order is ENOMEM, or a few pages and everything behind them cleared.",
    signs: ["allocation-too-large", "copy-larger-than-memory"],
  },
  {
    id: "H29",
    title: "kfree() of a device",
    releases: [["2.6.11", "2.6.11"]],
    sentence:
      "Unmapping a private mapping of a device gives its memory to kfree().",
    signs: ["device-memory-freed", "shared-copy-leaked"],
  },
];
