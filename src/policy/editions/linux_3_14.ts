/** @module Linux 3.14 to 3.18: /dev/mtdN refuses private mappings with EACCES. */
import type { Edition } from "../edition.ts";
import { LINUX_3_0 } from "./linux_3_0.ts";

/** The policy of Linux 3.14. */
export const LINUX_3_14: Edition = {
  ...LINUX_3_0,
  id: "linux-3.14",
  releases: ["3.14", "3.18"],
};
