/** @module Linux 2.6.16 and 2.6.17: ramfs can be mapped MAP_SHARED. */
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_14 } from "./linux_2_6_14.ts";

/** The policy of Linux 2.6.16. */
export const LINUX_2_6_16: ListEdition = {
  ...LINUX_2_6_14,
  id: "linux-2.6.16",
  releases: ["2.6.16", "2.6.17"],
  ramfs: "accepts-all",
  mapsContinue: true,
};
