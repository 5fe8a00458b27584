/** @module Linux 2.6.12 and 2.6.13: the patch as it was merged. */
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_11_BDI } from "./linux_2_6_11_bdi.ts";

/** The policy of Linux 2.6.12. */
export const LINUX_2_6_12: ListEdition = afterList(LINUX_2_6_11_BDI, {
  id: "linux-2.6.12",
  releases: ["2.6.12", "2.6.13"],
  changes: [
    {
      parts: ["capabilityNumbers"],
      affects: ["declares"],
      source: "include/linux/backing-dev.h, BDI_CAP_MAP_*",
      sentence:
        "The numbers of the capabilities are others than in the patch: COPY is 4 and DIRECT is 8.",
    },
  ],
  capabilityNumbers: {
    COPY: 0x4,
    DIRECT: 0x8,
    READ: 0x10,
    WRITE: 0x20,
    EXEC: 0x40,
  },
});
