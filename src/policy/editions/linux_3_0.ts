/** @module Linux 3.0 to 3.13: lengths are whole pages everywhere. */
import type { Edition } from "../edition.ts";
import { LINUX_2_6_35 } from "./linux_2_6_35.ts";

/** The policy of Linux 3.0. */
export const LINUX_3_0: Edition = {
  ...LINUX_2_6_35,
  id: "linux-3.0",
  releases: ["3.0", "3.13"],
  roundsLengths: true,
  leaksSlackOnReadError: false,
};
