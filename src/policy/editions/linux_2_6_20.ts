/** @module Linux 2.6.20: lengths and offsets have errnos of their own. */
import { afterList } from "../derive.ts";
import type { ListEdition } from "../list_edition.ts";
import { checkRoundedLength } from "../list_length.ts";
import { LINUX_2_6_19 } from "./linux_2_6_19.ts";

/** The policy of Linux 2.6.20. */
export const LINUX_2_6_20: ListEdition = afterList(LINUX_2_6_19, {
  id: "linux-2.6.20",
  releases: ["2.6.20", "2.6.20"],
  changes: [
    {
      number: 8,
      parts: ["checkLength"],
      affects: ["every-mapping", "far-offsets"],
      source: "mm/nommu.c, validate_mmap_request()",
      sentence:
        "A length of 0 is EINVAL, one that is too long ENOMEM (it was EINVAL), and an offset that does not fit EOVERFLOW (it was EINVAL). Before, a length of 0 went on with capabilities that were never set.",
    },
  ],
  checkLength: checkRoundedLength,
});
