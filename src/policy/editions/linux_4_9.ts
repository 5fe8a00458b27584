/** @module Linux 4.9 to 4.12: private mappings of ramfs lie in place. */
import type { Edition } from "../edition.ts";
import { LINUX_4_1 } from "./linux_4_1.ts";

/** The policy of Linux 4.9. */
export const LINUX_4_9: Edition = {
  ...LINUX_4_1,
  id: "linux-4.9",
  releases: ["4.9", "4.12"],
  ramfs: { ...LINUX_4_1.ramfs, areaErrors: false, accepts: "shareable" },
};
