/** @module Linux 4.14: kernel_read() checks the position. */
import type { Edition } from "../edition.ts";
import { LINUX_4_9 } from "./linux_4_9.ts";

/** The policy of Linux 4.14. */
export const LINUX_4_14: Edition = {
  ...LINUX_4_9,
  id: "linux-4.14",
  releases: ["4.14", "4.14"],
  copyRead: "kernel_read",
};
