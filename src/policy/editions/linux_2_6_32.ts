/** @module Linux 2.6.32: address hints are ignored; DIRECT governs what the driver is asked. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_2_6_31 } from "./linux_2_6_31.ts";

/** The policy of Linux 2.6.32. */
export const LINUX_2_6_32: Edition = after(LINUX_2_6_31, {
  id: "linux-2.6.32",
  releases: ["2.6.32", "2.6.32"],
  changes: [
    {
      number: 13,
      parts: ["checks.refusesHint"],
      affects: ["every-mapping"],
      source: "mm/nommu.c, validate_mmap_request(); commit 06aab5a3084",
      sentence:
        "An address hint without MAP_FIXED is ignored; before, every address but 0 was EINVAL.",
    },
    {
      number: 14,
      parts: ["directGoverns"],
      affects: ["accepts", "declines", "private"],
      source:
        "mm/nommu.c, do_mmap_pgoff() and do_mmap_private(); commit 645d83c5db9",
      sentence:
        "A driver is asked for an address, and to map, only where DIRECT is left of its capabilities. Before, its mmap operation was called for every file mapping: accepting what may not be shared, such as a private writable mapping, was a BUG.",
    },
    {
      parts: ["failedRegion"],
      affects: ["declines", "copied", "memory"],
      source: "mm/nommu.c, do_mmap_pgoff(); commit 645d83c5db9",
      sentence: "A mapping that fails leaves nothing behind.",
    },
    {
      parts: ["entersUnplaced"],
      affects: ["anonymous", "private", "twice", "proc"],
      source: "mm/nommu.c, do_mmap_pgoff(); commit 645d83c5db9",
      sentence:
        "A region enters the tree when it is complete, at its address: of several copies which contain a request the lowest in memory is shared.",
    },
  ],
  checks: { refusesHint: false },
  directGoverns: true,
  entersUnplaced: false,
  failedRegion: "freed",
});
