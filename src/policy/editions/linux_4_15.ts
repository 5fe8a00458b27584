/** @module Linux 4.15 to 4.18: cramfs maps in place; MAP_SYNC. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { determineVmFlagsMayShareSync } from "../vm_flags.ts";
import { LINUX_4_14 } from "./linux_4_14.ts";

/** The policy of Linux 4.15. */
export const LINUX_4_15: Edition = after(LINUX_4_14, {
  id: "linux-4.15",
  releases: ["4.15", "4.18"],
  changes: [
    {
      parts: ["drivers"],
      affects: ["cramfs", "private"],
      source: "fs/cramfs/inode.c, cramfs_physmem_get_unmapped_area()",
      sentence:
        "A file of cramfs whose blocks are stored uncompressed and in one run is mapped in place, if the image lies in memory.",
    },
    {
      parts: ["vmFlags"],
      affects: ["every-mapping"],
      source: "include/linux/mman.h, calc_vm_flag_bits()",
      sentence: "MAP_SYNC sets VM_SYNC, which changes nothing else.",
    },
  ],
  vmFlags: determineVmFlagsMayShareSync,
});
