/** @module Linux 6.6 to 6.14, as read in 6.12: the tree is prepared after the region was added. */
import type { Edition } from "../edition.ts";
import { LINUX_6_3 } from "./linux_6_3.ts";

/** The policy of Linux 6.12. */
export const LINUX_6_12: Edition = {
  ...LINUX_6_3,
  id: "linux-6.12",
  releases: ["6.6", "6.14"],
  wrap: "oops",
  splitWarns: true,
  shrinkRestores: false,
  processMaps: "entries",
};
