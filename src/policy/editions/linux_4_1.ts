/** @module Linux 4.1 to 4.4: files with read_iter alone can be copied. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { OPERATION } from "../request.ts";
import { LINUX_4_0 } from "./linux_4_0.ts";

/** The policy of Linux 4.1. */
export const LINUX_4_1: Edition = after(LINUX_4_0, {
  id: "linux-4.1",
  releases: ["4.1", "4.4"],
  changes: [
    {
      number: 21,
      parts: ["checks.readOperations", "copyRead", "ramfs.readWith", "drivers"],
      affects: ["copied", "private"],
      source: "mm/nommu.c, validate_mmap_request(), FMODE_CAN_READ",
      sentence:
        "A file can be copied if it has read_iter or read; before, it took read.",
    },
  ],
  checks: { readOperations: OPERATION.READ_ITER | OPERATION.READ },
  copyRead: "any",
  ramfs: { readWith: "read_iter" },
});
