/** @module Linux 4.15 to 5.8: cramfs maps in place. */
import type { Edition } from "../edition.ts";
import { LINUX_4_14 } from "./linux_4_14.ts";

/** The policy of Linux 4.15. */
export const LINUX_4_15: Edition = {
  ...LINUX_4_14,
  id: "linux-4.15",
  releases: ["4.15", "5.8"],
};
