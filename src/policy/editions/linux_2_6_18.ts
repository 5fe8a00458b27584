/** @module Linux 2.6.18: ramfs accepts only what is MAP_SHARED. */
import { MAX_ERRNO } from "../../abi/errno.ts";
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_16 } from "./linux_2_6_16.ts";

/** The policy of Linux 2.6.18. */
export const LINUX_2_6_18: ListEdition = afterList(LINUX_2_6_16, {
  id: "linux-2.6.18",
  releases: ["2.6.18", "2.6.18"],
  changes: [
    {
      number: 6,
      parts: ["ramfs"],
      affects: ["ramfs", "private"],
      source: "fs/ramfs/file-nommu.c, ramfs_nommu_mmap()",
      sentence: "ramfs leaves private mappings to be copied.",
    },
    {
      parts: ["errorAddresses"],
      affects: ["in-place"],
      source: "include/linux/err.h, IS_ERR_VALUE()",
      sentence: "The last 4095 addresses are errors, not the last 999.",
    },
  ],
  errorAddresses: MAX_ERRNO + 1,
  ramfs: "accepts-shared",
});
