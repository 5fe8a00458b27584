/** @module Linux 3.19: alloc_pages_exact(), which leaves the outcome as it was. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_3_14 } from "./linux_3_14.ts";

/** The policy of Linux 3.19. */
export const LINUX_3_19: Edition = after(LINUX_3_14, {
  id: "linux-3.19",
  releases: ["3.19", "3.19"],
  changes: [
    {
      number: 19,
      parts: [],
      sentence:
        "Pages that vm.nr_trim_pages gives back are never allocated; the outcome and the largest size are the same.",
    },
  ],
});
