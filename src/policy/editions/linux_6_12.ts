/** @module Linux 6.6 to 6.14, as read in 6.12. */
import { VM } from "../../abi/vm.ts";
import type { Edition } from "../edition.ts";
import { validate } from "../validate.ts";
import { determineVmFlags } from "../vm_flags.ts";

/** The policy of Linux 6.12. */
export const LINUX_6_12: Edition = {
  id: "linux-6.12",
  releases: ["6.6", "6.14"],
  validate,
  vmFlags: determineVmFlags,
  shareable: VM.MAYSHARE | VM.MAYOVERLAY,
  tracedDirect: "warning",
  wrap: "oops",
  splitWarns: true,
  shrinkRestores: false,
};
