/** @module Linux 6.8 to 6.11, as read in 6.8: frame buffers need fb_mmap. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { MAP } from "../../abi/map.ts";
import { VM } from "../../abi/vm.ts";
import { determineVmFlags } from "../vm_flags.ts";
import { LINUX_6_6 } from "./linux_6_6.ts";

/** The policy of Linux 6.8. */
export const LINUX_6_8: Edition = after(LINUX_6_6, {
  id: "linux-6.8",
  releases: ["6.8", "6.11"],
  changes: [
    {
      parts: ["vmFlags"],
      affects: ["every-mapping"],
      source: "include/linux/mman.h, calc_vm_flag_bits()",
      sentence: "MAP_STACK sets VM_NOHUGEPAGE, which changes nothing else.",
    },
    {
      parts: ["splitWarns"],
      affects: ["munmap", "anonymous"],
      source: "mm/nommu.c, split_vma()",
      sentence:
        "Cutting the middle out of anonymous memory prints a warning of the maple tree.",
    },
    {
      parts: ["drivers"],
      affects: ["fb"],
      source: "drivers/video/fbdev/core/fb_chrdev.c, fb_mmap()",
      sentence:
        "The driver of a frame buffer must have an fb_mmap operation: without it, ENODEV and a warning.",
    },
  ],
  vmFlags: (input) =>
    determineVmFlags(input) | (input.flags & MAP.STACK ? VM.NOHUGEPAGE : 0),
  splitWarns: true,
});
