/** @module Linux 4.14: kernel_read() checks the position. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_4_9 } from "./linux_4_9.ts";

/** The policy of Linux 4.14. */
export const LINUX_4_14: Edition = after(LINUX_4_9, {
  id: "linux-4.14",
  releases: ["4.14", "4.14"],
  changes: [
    {
      number: 24,
      parts: ["copyRead"],
      affects: ["copied", "private", "far-offsets"],
      source:
        "mm/nommu.c, do_mmap_private(), kernel_read(); fs/read_write.c, rw_verify_area()",
      sentence:
        "A copy is read through kernel_read(), which refuses with EINVAL a position or length that is negative as a signed number, and reads at most 2 GiB less a page.",
    },
    {
      parts: ["drivers"],
      affects: ["mem", "far-offsets"],
      source: "drivers/char/mem.c, valid_mmap_phys_addr_range()",
      sentence:
        "/dev/mem refuses with EINVAL what wraps or lies beyond the physical addresses.",
    },
  ],
  copyRead: "kernel_read",
});
