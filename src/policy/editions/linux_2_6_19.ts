/** @module Linux 2.6.19: lists in address order, which /proc/PID/maps shows. */
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_18 } from "./linux_2_6_18.ts";

/** The policy of Linux 2.6.19. */
export const LINUX_2_6_19: ListEdition = {
  ...LINUX_2_6_18,
  id: "linux-2.6.19",
  releases: ["2.6.19", "2.6.19"],
  releasesNullFile: false,
  orderedList: true,
  listsProcessMaps: true,
  memDevice: "direct-unshifted",
};
