/** @module Linux 4.0: capabilities come from the mmap_capabilities operation. */
import type { Edition } from "../edition.ts";
import type { Checks } from "../validate.ts";
import { CHECKS_2_6_35 } from "./linux_2_6_35.ts";
import { LINUX_3_19 } from "./linux_3_19.ts";
import { validateBy } from "./linux_2_6_29.ts";

/** The checks of Linux 4.0. */
export const CHECKS_4_0: Checks = {
  ...CHECKS_2_6_35,
  zeroMeansDefaults: false,
};

/** The policy of Linux 4.0. */
export const LINUX_4_0: Edition = {
  ...LINUX_3_19,
  id: "linux-4.0",
  releases: ["4.0", "4.0"],
  validate: validateBy(CHECKS_4_0),
  asksCapabilities: true,
};
