/** @module Linux 2.6.33: MAP_UNINITIALIZED; truncation cuts regions. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_2_6_32 } from "./linux_2_6_32.ts";

/** The policy of Linux 2.6.33. */
export const LINUX_2_6_33: Edition = after(LINUX_2_6_32, {
  id: "linux-2.6.33",
  releases: ["2.6.33", "2.6.33"],
  changes: [
    {
      number: 15,
      parts: ["knowsUninitialized"],
      affects: ["anonymous"],
      source: "mm/nommu.c, do_mmap_pgoff()",
      sentence:
        "MAP_UNINITIALIZED leaves anonymous memory as it was found, where the kernel was built to allow it.",
    },
    {
      number: 15,
      parts: ["ramfs.cutsRegions"],
      affects: ["truncate", "ramfs", "shared"],
      source: "mm/nommu.c, nommu_shrink_inode_mappings()",
      sentence:
        "Truncating a file cuts the shared regions that reach beyond its new size.",
    },
  ],
  knowsUninitialized: true,
  ramfs: { cutsRegions: true },
});
