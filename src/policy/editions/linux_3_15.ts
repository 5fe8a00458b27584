/** @module Linux 3.15 to 3.18: a cache of four VMAs. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_3_14 } from "./linux_3_14.ts";

/** The policy of Linux 3.15. */
export const LINUX_3_15: Edition = after(LINUX_3_14, {
  id: "linux-3.15",
  releases: ["3.15", "3.18"],
  changes: [
    {
      parts: ["vmaCache"],
      affects: ["twice", "munmap"],
      source: "mm/vmacache.c, vmacache_find(); commit 615d6e8756c8",
      sentence:
        "Of mappings that overlap, munmap() finds the one of the last four that mremap() or munmap() found there; before, the last one, if it was there.",
    },
    {
      number: 29,
      parts: [],
      affects: ["proc"],
      source: "fs/proc/task_nommu.c, m_stop()",
      sentence:
        "From 3.18 on, reading /proc/PID/maps to its end leaves the lock of the process held: its next mmap() or munmap() hangs (fixed in 5.15.135, 6.1.192 and 6.6).",
    },
  ],
  vmaCache: "four",
});
