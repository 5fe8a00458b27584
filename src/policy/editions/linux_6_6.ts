/** @module Linux 6.6 and 6.7: the tree is prepared after the region was added. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_6_3 } from "./linux_6_3.ts";

/** The policy of Linux 6.6. */
export const LINUX_6_6: Edition = after(LINUX_6_3, {
  id: "linux-6.6",
  releases: ["6.6", "6.7"],
  changes: [
    {
      number: 29,
      parts: ["processMaps"],
      affects: ["proc"],
      source: "fs/proc/task_nommu.c",
      sentence: "/proc/PID/maps lists the mappings again.",
    },
    {
      number: 30,
      parts: ["preparesTree"],
      affects: ["memory"],
      source: "mm/nommu.c, do_mmap(), vma_iter_prealloc()",
      sentence:
        "If there is no memory for the tree of VMAs, mmap() answers 0 as if it had succeeded, and a region that was freed stays in the tree of regions.",
    },
  ],
  preparesTree: "last",
  processMaps: "entries",
});
