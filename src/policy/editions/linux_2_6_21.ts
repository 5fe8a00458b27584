/** @module Linux 2.6.21 to 2.6.28: every direct shared mapping is its own. */
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_20 } from "./linux_2_6_20.ts";

/** The policy of Linux 2.6.21. */
export const LINUX_2_6_21: ListEdition = {
  ...LINUX_2_6_20,
  id: "linux-2.6.21",
  releases: ["2.6.21", "2.6.28"],
  sharesDirect: false,
  memDevice: "direct",
};
