/** @module Linux 2.6.31: files must be open for reading; regions enter the tree too early. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_2_6_30 } from "./linux_2_6_30.ts";

/** The policy of Linux 2.6.31. */
export const LINUX_2_6_31: Edition = after(LINUX_2_6_30, {
  id: "linux-2.6.31",
  releases: ["2.6.31", "2.6.31"],
  changes: [
    {
      number: 12,
      parts: ["checks.needsReadMode"],
      affects: ["open-modes", "shared", "private"],
      source: "mm/nommu.c, validate_mmap_request()",
      sentence:
        "Every mapping of a file needs a descriptor that is open for reading, MAP_SHARED for writing included: EACCES.",
    },
    {
      parts: ["failedRegion"],
      affects: ["declines", "copied", "memory"],
      source:
        "mm/nommu.c, do_mmap_pgoff(), the way out of an error; commit a190887b58c",
      sentence:
        "The region of a mapping that fails is freed while it is in the tree of regions. Before, a failure hit BUG_ON() where nothing else was mapped.",
    },
    {
      parts: ["entersUnplaced"],
      affects: ["anonymous", "private", "twice", "proc"],
      source: "mm/nommu.c, do_mmap_pgoff(); commit a190887b58c",
      sentence:
        "A region enters the tree before the driver is asked and before it has memory: copies and anonymous memory enter with the start 0 and stay first, so that of several copies which contain a request the newest is shared, and after a mapping at the address 0 the next one hits BUG().",
    },
  ],
  entersUnplaced: true,
  checks: { needsReadMode: true },
  failedRegion: "stays-in-tree",
});
