/** @module Linux 5.10 to 5.14: a copy needs read_iter without read. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_4_19 } from "./linux_4_19.ts";

/** The policy of Linux 5.10. */
export const LINUX_5_10: Edition = after(LINUX_4_19, {
  id: "linux-5.10",
  releases: ["5.10", "5.14"],
  changes: [
    {
      number: 25,
      parts: ["copyRead", "drivers"],
      affects: ["copied", "private", "zero", "mtd"],
      source: "fs/read_write.c, __kernel_read(); commit 4d03e3cc5982",
      sentence:
        "The kernel fills a copy only from a driver with read_iter and without read; any other is EINVAL. MAP_PRIVATE of /dev/zero and writable private mappings of /dev/mtdN are EINVAL from here on.",
    },
  ],
  copyRead: "read_iter",
});
