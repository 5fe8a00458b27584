/** @module Linux 6.3 to 6.5: VM_MAYOVERLAY; a warning where there was a BUG(). */
import { VM } from "../../abi/vm.ts";
import { determineVmFlags } from "../vm_flags.ts";
import type { Edition } from "../edition.ts";
import { LINUX_6_1 } from "./linux_6_1.ts";

/** The policy of Linux 6.3. */
export const LINUX_6_3: Edition = {
  ...LINUX_6_1,
  id: "linux-6.3",
  releases: ["6.3", "6.5"],
  vmFlags: determineVmFlags,
  shareable: VM.MAYSHARE | VM.MAYOVERLAY,
  unshareableDirect: "warning",
  processMaps: "empty",
};
