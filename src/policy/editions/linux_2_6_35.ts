/** @module Linux 2.6.35 to 2.6.39: what the device does not permit is copied. */
import { determineVmFlagsMayShare } from "../vm_flags.ts";
import type { Edition } from "../edition.ts";
import type { Checks } from "../validate.ts";
import { CHECKS_2_6_32 } from "./linux_2_6_32.ts";
import { LINUX_2_6_33 } from "./linux_2_6_33.ts";
import { validateBy } from "./linux_2_6_29.ts";

/** The checks of Linux 2.6.35. */
export const CHECKS_2_6_35: Checks = {
  ...CHECKS_2_6_32,
  copiesBeyondCapabilities: true,
};

/** The policy of Linux 2.6.35. */
export const LINUX_2_6_35: Edition = {
  ...LINUX_2_6_33,
  id: "linux-2.6.35",
  releases: ["2.6.35", "2.6.39"],
  validate: validateBy(CHECKS_2_6_35),
  vmFlags: determineVmFlagsMayShare,
};
