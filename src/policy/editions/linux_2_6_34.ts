/** @module Linux 2.6.34: romfs ends on a page. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_2_6_33 } from "./linux_2_6_33.ts";

/** The policy of Linux 2.6.34. */
export const LINUX_2_6_34: Edition = after(LINUX_2_6_33, {
  id: "linux-2.6.34",
  releases: ["2.6.34", "2.6.34"],
  changes: [
    {
      parts: ["drivers"],
      affects: ["romfs"],
      source: "fs/romfs/mmap-nommu.c, romfs_get_unmapped_area()",
      sentence:
        "A file of romfs can be mapped in place up to the end of its last page; before, only as far as its size in bytes.",
    },
  ],
});
