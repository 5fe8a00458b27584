/** @module Linux 3.19: alloc_pages_exact(), which leaves the outcome as it was. */
import type { Edition } from "../edition.ts";
import { LINUX_3_0 } from "./linux_3_0.ts";

/** The policy of Linux 3.19. */
export const LINUX_3_19: Edition = {
  ...LINUX_3_0,
  id: "linux-3.19",
  releases: ["3.19", "3.19"],
};
