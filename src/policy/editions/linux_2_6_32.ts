/** @module Linux 2.6.32: address hints are ignored; DIRECT governs what the driver is asked. */
import type { Edition } from "../edition.ts";
import type { Checks } from "../validate.ts";
import { CHECKS_2_6_31, LINUX_2_6_31 } from "./linux_2_6_31.ts";
import { validateBy } from "./linux_2_6_29.ts";

/** The checks of Linux 2.6.32. */
export const CHECKS_2_6_32: Checks = {
  ...CHECKS_2_6_31,
  refusesHint: false,
};

/** The policy of Linux 2.6.32. */
export const LINUX_2_6_32: Edition = {
  ...LINUX_2_6_31,
  id: "linux-2.6.32",
  releases: ["2.6.32", "2.6.32"],
  validate: validateBy(CHECKS_2_6_32),
  directGoverns: true,
  failedRegion: "freed",
};
