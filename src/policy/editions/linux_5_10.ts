/** @module Linux 5.10 to 5.14: a copy needs read_iter without read. */
import type { Edition } from "../edition.ts";
import { LINUX_4_14 } from "./linux_4_14.ts";

/** The policy of Linux 5.10. */
export const LINUX_5_10: Edition = {
  ...LINUX_4_14,
  id: "linux-5.10",
  releases: ["5.10", "5.14"],
  copyRead: "read_iter",
};
