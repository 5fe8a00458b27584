/** @module Linux 2.6.30: regions may start inside a page. */
import type { Edition } from "../edition.ts";
import { LINUX_2_6_29 } from "./linux_2_6_29.ts";

/** The policy of Linux 2.6.30. */
export const LINUX_2_6_30: Edition = {
  ...LINUX_2_6_29,
  id: "linux-2.6.30",
  releases: ["2.6.30", "2.6.30"],
  bugsOnUnalignedRegion: false,
  processMaps: "entries",
};
