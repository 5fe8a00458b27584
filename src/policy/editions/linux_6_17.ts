/** @module Linux 6.17 and 6.18: a driver may have mmap_prepare in place of mmap. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { OPERATION } from "../request.ts";
import { LINUX_6_12 } from "./linux_6_12.ts";

/** The policy of Linux 6.17. */
export const LINUX_6_17: Edition = after(LINUX_6_12, {
  id: "linux-6.17",
  releases: ["6.17", "6.18"],
  changes: [
    {
      number: 31,
      parts: ["checks.mapOperations"],
      affects: ["prepare"],
      source: "include/linux/fs.h, can_mmap_file()",
      sentence:
        "A driver may have mmap_prepare in place of mmap; with both, or neither, ENODEV.",
    },
  ],
  checks: { mapOperations: OPERATION.MMAP | OPERATION.MMAP_PREPARE },
});
