/** @module Linux 2.6.14 and 2.6.15. */
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_12 } from "./linux_2_6_12.ts";

/** The policy of Linux 2.6.14. */
export const LINUX_2_6_14: ListEdition = afterList(LINUX_2_6_12, {
  id: "linux-2.6.14",
  releases: ["2.6.14", "2.6.15"],
  changes: [
    {
      number: 4,
      parts: ["munmapAnyLength"],
      affects: ["munmap"],
      source: "mm/nommu.c, do_munmap()",
      sentence: "munmap() of length 0 removes whatever starts at the address.",
    },
    {
      number: 4,
      parts: ["remapsPfn"],
      affects: ["remaps", "mem"],
      source: "mm/nommu.c, remap_pfn_range()",
      sentence:
        "remap_pfn_range() moves the start of the VMA and succeeds, so that /dev/mem can be mapped; before, it was EPERM, which drivers turn into EAGAIN.",
    },
    {
      parts: ["vmaMessage"],
      affects: ["memory"],
      source: "mm/nommu.c, do_mmap_pgoff()",
      sentence: "The message for want of memory names the VMA.",
    },
  ],
  munmapAnyLength: true,
  remapsPfn: true,
  vmaMessage: "vma",
});
