/** @module Linux 2.6.20: lengths and offsets have errnos of their own. */
import type { ListEdition } from "../list_edition.ts";
import { checkRoundedLength } from "../list_length.ts";
import { LINUX_2_6_19 } from "./linux_2_6_19.ts";

/** The policy of Linux 2.6.20. */
export const LINUX_2_6_20: ListEdition = {
  ...LINUX_2_6_19,
  id: "linux-2.6.20",
  releases: ["2.6.20", "2.6.20"],
  checkLength: checkRoundedLength,
};
