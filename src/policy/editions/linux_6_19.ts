/** @module Linux 6.19: /dev/mem asks for an action that no-MMU kernels refuse. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_6_17 } from "./linux_6_17.ts";

/** The policy of Linux 6.19. */
export const LINUX_6_19: Edition = after(LINUX_6_17, {
  id: "linux-6.19",
  releases: ["6.19", "7.0"],
  changes: [
    {
      number: 32,
      parts: ["drivers"],
      affects: ["mem", "prepare"],
      source:
        "drivers/char/mem.c, mmap_mem_prepare(); mm/util.c, mmap_action_complete()",
      sentence:
        "/dev/mem can no longer be mapped: its mmap_prepare operation asks for a remapping that kernels without an MMU refuse, with EAGAIN and a warning.",
    },
    {
      parts: ["ramfs.mapsWith"],
      affects: ["ramfs", "prepare"],
      source: "fs/ramfs/file-nommu.c, ramfs_mmap_prepare(), since 6.18",
      sentence:
        "ramfs has mmap_prepare in place of mmap, with the same answers (from 6.18 on).",
    },
  ],
  ramfs: { mapsWith: "mmap_prepare" },
});
