/** @module Linux 2.6.16 and 2.6.17: ramfs can be mapped MAP_SHARED. */
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_14 } from "./linux_2_6_14.ts";

/** The policy of Linux 2.6.16. */
export const LINUX_2_6_16: ListEdition = afterList(LINUX_2_6_14, {
  id: "linux-2.6.16",
  releases: ["2.6.16", "2.6.17"],
  changes: [
    {
      number: 5,
      parts: ["ramfs"],
      affects: ["ramfs", "shared", "private"],
      source:
        "fs/ramfs/file-nommu.c, ramfs_nommu_get_unmapped_area() and ramfs_nommu_mmap()",
      sentence:
        "ramfs, and with it tmpfs and System V shared memory, can be mapped MAP_SHARED where its pages lie in one run. A read-only private mapping of it starts at address 0, and a writable one stops the kernel.",
    },
    {
      parts: ["mapsContinue"],
      affects: ["proc"],
      source: "fs/proc/nommu.c",
      sentence: "/proc/maps can be read on after its first page.",
    },
  ],
  ramfs: "accepts-all",
  mapsContinue: true,
});
