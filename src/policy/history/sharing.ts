/**
 * Mappings that share memory, or would have to.
 *
 * @module
 */
import type { KnownHazard } from "./known_hazard.ts";

/** Those hazards, by number. */
export const SHARING: readonly KnownHazard[] = [
  {
    id: "H7",
    title: "two regions with one start",
    releases: [["2.6.11"]],
    sentence:
      "Two mappings that start at the same address and do not share memory hit BUG(): mapping some pages of a file in place and then more of them is enough.",
    signs: ["vma-start-taken", "region-start-taken"],
  },
  {
    id: "H8",
    title: "MAP_SHARED on a private copy",
    releases: [["2.6.11", "2.6.20"], ["2.6.29"]],
    sentence:
      "A MAP_SHARED mapping is given somebody's private copy: its stores never reach the file.",
    signs: ["shared-on-private-copy", "private-on-shared"],
  },
  {
    id: "H9",
    title: "old contents",
    releases: [["2.6.11"]],
    sentence:
      "A copy that is shared shows the file as it was when the first of its users mapped it.",
    signs: ["stale-copy"],
  },
  {
    id: "H10",
    title: "a refusal that depends on others",
    releases: [["2.6.11"]],
    sentence:
      "A private read-only mapping is refused because somebody has mapped an overlapping range of the file.",
    signs: ["sharing-violation"],
  },
  {
    id: "H11",
    title: "the first mapper decides",
    releases: [["2.6.11"]],
    sentence:
      "Until 2.6.28 whoever joins a mapping gets its flags and its length to the byte; since then an error of the driver's mmap operation ends the sharing without a copy.",
    signs: [
      "joined-other-protection",
      "joined-other-length",
      "total-vm-negative",
      "existing-region-driver-refuses",
    ],
  },
  {
    id: "H15",
    title: "a mapping overwrites another",
    releases: [["2.6.29"]],
    sentence:
      "From 6.1 on mapping the same memory again overwrites the older mapping, whose region is lost, or leaves it in pieces that are released twice. Before, an inner mapping could not be unmapped before the outer one.",
    signs: [
      "vma-overwritten",
      "vma-cut-in-tree",
      "region-leaked",
      "vma-released-twice",
    ],
  },
];
