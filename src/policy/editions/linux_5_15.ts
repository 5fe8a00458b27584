/** @module Linux 5.15 to 6.0: mandatory locks are gone. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_5_10 } from "./linux_5_10.ts";

/** The policy of Linux 5.15. */
export const LINUX_5_15: Edition = after(LINUX_5_10, {
  id: "linux-5.15",
  releases: ["5.15", "6.0"],
  changes: [
    {
      number: 26,
      parts: ["checks.mandatoryLocks"],
      affects: ["open-modes", "shared"],
      source: "mm/nommu.c, validate_mmap_request(); commit f7e33bdbd6d1",
      sentence:
        "A mandatory lock no longer stands in the way of MAP_SHARED; before, it was EAGAIN.",
    },
  ],
  checks: { mandatoryLocks: false },
});
