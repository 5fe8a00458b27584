/** @module Linux 2.6.18: ramfs accepts only what is MAP_SHARED. */
import { MAX_ERRNO } from "../../abi/errno.ts";
import type { ListEdition } from "../list_edition.ts";
import { LINUX_2_6_16 } from "./linux_2_6_16.ts";

/** The policy of Linux 2.6.18. */
export const LINUX_2_6_18: ListEdition = {
  ...LINUX_2_6_16,
  id: "linux-2.6.18",
  releases: ["2.6.18", "2.6.18"],
  errorAddresses: MAX_ERRNO + 1,
  ramfs: "accepts-shared",
};
