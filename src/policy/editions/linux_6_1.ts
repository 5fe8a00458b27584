/** @module Linux 6.1 and 6.2: the maple tree, which overwrites; as read in 6.1.192. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_5_15 } from "./linux_5_15.ts";

/** The policy of Linux 6.1. */
export const LINUX_6_1: Edition = after(LINUX_5_15, {
  id: "linux-6.1",
  releases: ["6.1", "6.2"],
  changes: [
    {
      number: 27,
      parts: ["vmaTree"],
      affects: ["twice", "munmap", "mremap"],
      source: "mm/nommu.c, add_vma_to_mm() and do_munmap()",
      sentence:
        "The VMAs of a process lie in a maple tree, where a new one overwrites what it covers: memory that a process maps twice cannot be unmapped twice, and what is lost stays until the next boot. munmap() also finds a mapping above the start of its range.",
    },
    {
      parts: ["preparesTree"],
      affects: ["memory"],
      source: "mm/nommu.c, do_mmap(), mas_preallocate()",
      sentence:
        "The tree of VMAs needs memory, which is had before anything else: without it, ENOMEM.",
    },
  ],
  preparesTree: "first",
  vmaTree: "maple",
});
