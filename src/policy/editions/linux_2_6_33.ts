/** @module Linux 2.6.33 and 2.6.34: MAP_UNINITIALIZED; truncation cuts regions. */
import type { Edition } from "../edition.ts";
import { LINUX_2_6_32 } from "./linux_2_6_32.ts";

/** The policy of Linux 2.6.33. */
export const LINUX_2_6_33: Edition = {
  ...LINUX_2_6_32,
  id: "linux-2.6.33",
  releases: ["2.6.33", "2.6.34"],
  knowsUninitialized: true,
  ramfs: { ...LINUX_2_6_32.ramfs, cutsRegions: true },
};
