/** @module Linux 2.6.12 and 2.6.13: the patch as it was merged. */
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_11_BDI } from "./linux_2_6_11_bdi.ts";

/** The policy of Linux 2.6.12. */
export const LINUX_2_6_12: ListEdition = {
  ...LINUX_2_6_11_BDI,
  id: "linux-2.6.12",
  releases: ["2.6.12", "2.6.13"],
  capabilityNumbers: {
    COPY: 0x4,
    DIRECT: 0x8,
    READ: 0x10,
    WRITE: 0x20,
    EXEC: 0x40,
  },
};
