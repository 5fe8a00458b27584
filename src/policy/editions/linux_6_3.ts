/** @module Linux 6.3 to 6.5: VM_MAYOVERLAY; a warning where there was a BUG(). */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { VM } from "../../abi/vm.ts";
import { determineVmFlags } from "../vm_flags.ts";
import { LINUX_6_1 } from "./linux_6_1.ts";

/** The policy of Linux 6.3. */
export const LINUX_6_3: Edition = after(LINUX_6_1, {
  id: "linux-6.3",
  releases: ["6.3", "6.5"],
  changes: [
    {
      number: 28,
      parts: ["vmFlags", "shareable"],
      affects: ["private", "proc"],
      source: "mm/nommu.c, determine_vm_flags(); commit b6b7a8faf05c",
      sentence:
        "A private read-only mapping of a file has VM_MAYOVERLAY in place of VM_MAYSHARE: /proc/PID/maps prints p for it, not s.",
    },
    {
      number: 28,
      parts: ["unshareableDirect"],
      affects: ["traced", "private", "in-place"],
      source: "mm/nommu.c, do_mmap_private(); commit b6b7a8faf05c",
      sentence:
        "A traced caller's private read-only mapping of a direct file is a copy whatever the driver's mmap operation answers, with a warning. Before, an error of the driver ended the call, and a driver that accepted hit BUG_ON().",
    },
    {
      parts: ["shrinkRestores"],
      affects: ["munmap", "anonymous"],
      source: "mm/nommu.c, shrink_vma()",
      sentence:
        "Cutting an end off anonymous memory clears that end in the tree and does not enter the rest anew.",
    },
    {
      number: 29,
      parts: ["processMaps"],
      affects: ["proc"],
      source: "fs/proc/task_nommu.c, m_start()",
      sentence:
        "/proc/PID/maps is empty from 6.1 to 6.5 (6.1.192 has the correction).",
    },
  ],
  vmFlags: determineVmFlags,
  shareable: VM.MAYSHARE | VM.MAYOVERLAY,
  unshareableDirect: "warning",
  shrinkRestores: false,
  processMaps: "empty",
});
