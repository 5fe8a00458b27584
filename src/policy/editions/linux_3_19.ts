/** @module Linux 3.19: alloc_pages_exact(), of an int. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_3_15 } from "./linux_3_15.ts";

/** The policy of Linux 3.19. */
export const LINUX_3_19: Edition = after(LINUX_3_15, {
  id: "linux-3.19",
  releases: ["3.19", "3.19"],
  changes: [
    {
      number: 19,
      parts: ["allocatesExactly"],
      affects: ["anonymous", "private", "memory"],
      source: "mm/nommu.c, do_mmap_private(); commit dbc8358c7237",
      sentence:
        "Pages that vm.nr_trim_pages gives back are never allocated. The outcome and the largest size are the same, but where nothing is trimmed a length above 8 TiB wraps to a few pages (ENOMEM before). As read in 3.19.8: the first 3.19 lost all pages but the first of memory that was not trimmed when it was unmapped.",
    },
  ],
  allocatesExactly: true,
});
