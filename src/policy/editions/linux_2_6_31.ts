/** @module Linux 2.6.31: files must be open for reading; regions enter the tree too early. */
import type { Edition } from "../edition.ts";
import type { Checks } from "../validate.ts";
import { CHECKS_2_6_29 } from "./linux_2_6_29.ts";
import { LINUX_2_6_30 } from "./linux_2_6_30.ts";
import { validateBy } from "./linux_2_6_29.ts";

/** The checks of Linux 2.6.31. */
export const CHECKS_2_6_31: Checks = {
  ...CHECKS_2_6_29,
  needsReadMode: true,
};

/** The policy of Linux 2.6.31. */
export const LINUX_2_6_31: Edition = {
  ...LINUX_2_6_30,
  id: "linux-2.6.31",
  releases: ["2.6.31", "2.6.31"],
  validate: validateBy(CHECKS_2_6_31),
  failedRegion: "stays-in-tree",
};
