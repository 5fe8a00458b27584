/** @module Linux 3.14: /dev/mtdN refuses private mappings with EACCES. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_3_10 } from "./linux_3_10.ts";

/** The policy of Linux 3.14. */
export const LINUX_3_14: Edition = after(LINUX_3_10, {
  id: "linux-3.14",
  releases: ["3.14", "3.14"],
  changes: [
    {
      number: 22,
      parts: ["drivers"],
      affects: ["mtd", "private"],
      source:
        "drivers/mtd/mtdchar.c, mtdchar_mmap() and mtdchar_get_unmapped_area()",
      sentence:
        "The character device of a memory technology device refuses private read-only mappings with EACCES where it can be mapped in place; before, they were copies. A device without direct access answers ENODEV in place of ENOSYS.",
    },
  ],
});
