/** @module Linux 6.12 to 6.14, as read in 6.12.117. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { determineVmFlags } from "../vm_flags.ts";
import { LINUX_6_8 } from "./linux_6_8.ts";

/** The policy of Linux 6.12. */
export const LINUX_6_12: Edition = after(LINUX_6_8, {
  id: "linux-6.12",
  releases: ["6.12", "6.14"],
  changes: [
    {
      parts: ["vmFlags"],
      affects: ["every-mapping"],
      source: "include/linux/mman.h, calc_vm_flag_bits()",
      sentence: "MAP_STACK sets no flag in kernels without huge pages.",
    },
    {
      parts: ["wrap"],
      affects: ["far-offsets", "in-place"],
      source: "mm/nommu.c, do_mmap()",
      sentence:
        "A mapping that wraps past the last address stops the kernel (6.12); before, it succeeded and could not be found again (6.1).",
    },
  ],
  vmFlags: determineVmFlags,
  wrap: "oops",
});
