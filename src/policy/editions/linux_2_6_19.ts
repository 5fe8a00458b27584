/** @module Linux 2.6.19: lists in address order, which /proc/PID/maps shows. */
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_18 } from "./linux_2_6_18.ts";

/** The policy of Linux 2.6.19. */
export const LINUX_2_6_19: ListEdition = afterList(LINUX_2_6_18, {
  id: "linux-2.6.19",
  releases: ["2.6.19", "2.6.19"],
  changes: [
    {
      number: 7,
      parts: ["listsProcessMaps"],
      affects: ["proc"],
      source: "fs/proc/task_nommu.c",
      sentence:
        "/proc/PID/maps lists the mappings of the process; before, it was empty.",
    },
    {
      number: 7,
      parts: ["orderedList"],
      affects: ["munmap", "twice"],
      source: "mm/nommu.c, find_vma() and do_munmap()",
      sentence:
        "The list of a process is in the order of addresses, and munmap() looks no further than the first that lies above.",
    },
    {
      number: 7,
      parts: ["releasesNullFile"],
      affects: ["anonymous", "memory"],
      source: "mm/nommu.c, do_mmap_pgoff(), the way out of an error",
      sentence:
        "Anonymous memory that cannot be had is ENOMEM; before, the kernel released a file that was not there.",
    },
    {
      parts: ["mremapCall"],
      sentence:
        "Programs can call mremap(), which resizes a mapping in place; before, it was ENOSYS.",
      source: "mm/nommu.c, sys_mremap()",
      affects: ["mremap"],
    },
    {
      parts: ["memDevice"],
      affects: ["mem"],
      source: "drivers/char/mem.c, get_unmapped_area_mem()",
      sentence:
        "/dev/mem declares that it can be mapped directly, and not copied; its get_unmapped_area answers the offset in pages as the address.",
    },
  ],
  releasesNullFile: false,
  orderedList: true,
  listsProcessMaps: true,
  mremapCall: true,
  memDevice: "direct-unshifted",
});
