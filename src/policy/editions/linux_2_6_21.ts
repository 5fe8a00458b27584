/** @module Linux 2.6.21 to 2.6.28: every direct shared mapping is its own. */
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_20 } from "./linux_2_6_20.ts";

/** The policy of Linux 2.6.21. */
export const LINUX_2_6_21: ListEdition = afterList(LINUX_2_6_20, {
  id: "linux-2.6.21",
  releases: ["2.6.21", "2.6.28"],
  changes: [
    {
      number: 9,
      parts: ["sharesDirect"],
      affects: ["shared", "in-place", "twice"],
      source: "mm/nommu.c, do_mmap_pgoff()",
      sentence:
        "Every MAP_SHARED mapping in place goes to the driver; before, one of exactly the same pages was shared.",
    },
    {
      parts: ["memDevice"],
      affects: ["mem"],
      source: "drivers/char/mem.c, get_unmapped_area_mem()",
      sentence: "/dev/mem answers the offset in bytes as the address.",
    },
  ],
  sharesDirect: false,
  memDevice: "direct",
});
