/** @module Linux 2.6.35 to 2.6.39: what the device does not permit is copied. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { determineVmFlagsMayShare } from "../vm_flags.ts";
import { LINUX_2_6_34 } from "./linux_2_6_34.ts";

/** The policy of Linux 2.6.35. */
export const LINUX_2_6_35: Edition = after(LINUX_2_6_34, {
  id: "linux-2.6.35",
  releases: ["2.6.35", "2.6.39"],
  changes: [
    {
      number: 16,
      parts: ["checks.copiesBeyondCapabilities"],
      affects: ["declares", "private"],
      source: "mm/nommu.c, validate_mmap_request(); commit 3c7b204547b",
      sentence:
        "A private mapping that asks for a permission which the device lacks is a copy.",
    },
    {
      number: 16,
      parts: ["vmFlags"],
      affects: ["declares", "accepts", "private", "in-place"],
      source: "mm/nommu.c, determine_vm_flags(); commit 3c7b204547b",
      sentence:
        "A private mapping in place can be shared whatever the device permits, so a ROM (READ and EXEC without WRITE) is mapped in place; before, that took READ, WRITE and EXEC at once, and a driver that accepted less was a BUG. VM_MAYREAD, VM_MAYWRITE and VM_MAYEXEC of memory mapped in place are those of the device.",
    },
  ],
  checks: { copiesBeyondCapabilities: true },
  vmFlags: determineVmFlagsMayShare,
});
