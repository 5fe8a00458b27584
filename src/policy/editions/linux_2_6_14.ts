/** @module Linux 2.6.14 and 2.6.15. */
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_12 } from "./linux_2_6_12.ts";

/** The policy of Linux 2.6.14. */
export const LINUX_2_6_14: ListEdition = {
  ...LINUX_2_6_12,
  id: "linux-2.6.14",
  releases: ["2.6.14", "2.6.15"],
  munmapAnyLength: true,
  remapsPfn: true,
  vmaMessage: "vma",
};
