/** @module Linux 6.1 and 6.2, as read in 6.1. */
import { VM } from "../../abi/vm.ts";
import type { Edition } from "../edition.ts";
import { determineVmFlagsMayShare } from "../vm_flags.ts";
import { LINUX_6_12 } from "./linux_6_12.ts";

/** The policy of Linux 6.1. */
export const LINUX_6_1: Edition = {
  ...LINUX_6_12,
  id: "linux-6.1",
  releases: ["6.1", "6.2"],
  vmFlags: determineVmFlagsMayShare,
  shareable: VM.MAYSHARE,
  tracedDirect: "bug",
  wrap: "lost",
  splitWarns: false,
  shrinkRestores: true,
};
