/** @module Linux 3.0 to 3.9: lengths are whole pages everywhere. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_2_6_35 } from "./linux_2_6_35.ts";

/** The policy of Linux 3.0. */
export const LINUX_3_0: Edition = after(LINUX_2_6_35, {
  id: "linux-3.0",
  releases: ["3.0", "3.9"],
  changes: [
    {
      number: 17,
      parts: ["roundsLengths"],
      affects: ["odd-lengths", "munmap", "mremap", "in-place"],
      source: "mm/nommu.c, do_mmap_pgoff(), do_munmap() and do_mremap()",
      sentence:
        "Lengths are rounded up to whole pages by mmap(), munmap() and mremap(), and get_unmapped_area is asked for whole pages. Before, munmap() wanted the length of the mapping to the byte.",
    },
    {
      parts: ["leaksSlackOnReadError"],
      affects: ["copied", "memory", "odd-lengths"],
      source: "mm/nommu.c, do_mmap_private()",
      sentence:
        "A copy that cannot be read gives back all of its memory; before, the pages beyond the rounded length leaked.",
    },
    {
      number: 17,
      parts: ["drivers"],
      affects: ["remaps", "mem"],
      source: "mm/nommu.c, remap_pfn_range()",
      sentence:
        "remap_pfn_range() refuses with EINVAL a VMA that does not start at the page frame; before, it moved the start of the VMA there.",
    },
  ],
  roundsLengths: true,
  leaksSlackOnReadError: false,
});
