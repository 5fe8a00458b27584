/** @module Linux 2.6.30: regions may start inside a page. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_2_6_29 } from "./linux_2_6_29.ts";

/** The policy of Linux 2.6.30. */
export const LINUX_2_6_30: Edition = after(LINUX_2_6_29, {
  id: "linux-2.6.30",
  releases: ["2.6.30", "2.6.30"],
  changes: [
    {
      number: 11,
      parts: ["bugsOnUnalignedRegion"],
      affects: ["in-place", "romfs"],
      source: "mm/nommu.c, add_nommu_region()",
      sentence:
        "A device may lie anywhere inside a page: romfs on flash is mapped in place. Before, a mapping that does not start on a page stopped the kernel.",
    },
    {
      parts: ["processMaps"],
      affects: ["proc", "anonymous"],
      source: "fs/proc/task_nommu.c, nommu_vma_show()",
      sentence:
        "/proc/PID/maps shows the offset 0 for anonymous memory, whatever offset the call had.",
    },
  ],
  bugsOnUnalignedRegion: false,
  processMaps: "entries",
});
