/** @module Linux 6.1 and 6.2: the maple tree, which overwrites; as read in 6.1.192. */
import type { Edition } from "../edition.ts";
import { LINUX_5_15 } from "./linux_5_15.ts";

/** The policy of Linux 6.1. */
export const LINUX_6_1: Edition = {
  ...LINUX_5_15,
  id: "linux-6.1",
  releases: ["6.1", "6.2"],
  vmaTree: "maple",
};
