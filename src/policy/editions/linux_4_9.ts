/** @module Linux 4.9 to 4.12: private mappings of ramfs lie in place. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_4_1 } from "./linux_4_1.ts";

/** The policy of Linux 4.9. */
export const LINUX_4_9: Edition = after(LINUX_4_1, {
  id: "linux-4.9",
  releases: ["4.9", "4.12"],
  changes: [
    {
      number: 23,
      parts: ["ramfs.areaErrors", "ramfs.accepts"],
      affects: ["ramfs", "private", "shared"],
      source:
        "fs/ramfs/file-nommu.c, ramfs_nommu_get_unmapped_area() and ramfs_nommu_mmap()",
      sentence:
        "A read-only private mapping of a ramfs file lies in place. A range without pages in one run is a copy, or ENODEV for MAP_SHARED; before, it was EINVAL or ENOMEM.",
    },
  ],
  ramfs: { areaErrors: false, accepts: "shareable" },
});
