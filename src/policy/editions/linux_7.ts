/**
 * The editions of Linux 7. The next one is made with `after()` as the first,
 * and added to the list at the end: nothing else has to know it.
 *
 * @module
 */
import { after } from "../derive.ts";
import type { Edition } from "../edition.ts";
import { LINUX_6_19 } from "./linux_6_19.ts";

/** The policy of Linux 7.1. */
export const LINUX_7_1: Edition = after(LINUX_6_19, {
  id: "linux-7.1",
  releases: ["7.1", "7.1"],
  changes: [
    {
      parts: ["signedOffset"],
      affects: ["far-offsets"],
      source: "arch/riscv/kernel/sys_riscv.c, mmap()",
      sentence:
        "RISC-V takes the byte offset of mmap() as an unsigned number: one with the sign bit is no longer EOVERFLOW.",
    },
    {
      parts: ["writeImpliesRead"],
      affects: ["every-mapping"],
      source: "arch/riscv/kernel/sys_riscv.c, mmap()",
      sentence: "RISC-V adds PROT_READ to PROT_WRITE.",
    },
    {
      number: 32,
      parts: ["drivers"],
      affects: ["mem", "prepare"],
      source:
        "drivers/char/mem.c, mmap_mem_prepare(); mm/util.c, mmap_action_complete()",
      sentence: "Mapping /dev/mem is EINVAL in place of EAGAIN.",
    },
    {
      parts: ["drivers"],
      affects: ["romfs", "prepare"],
      source: "fs/romfs/mmap-nommu.c, romfs_mmap_prepare()",
      sentence:
        "romfs has mmap_prepare in place of mmap, with the same answers.",
    },
  ],
  signedOffset: false,
  writeImpliesRead: true,
});

/** The editions of Linux 7, oldest first. */
export const EDITIONS_7: readonly Edition[] = [LINUX_7_1];
