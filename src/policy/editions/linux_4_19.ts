/** @module Linux 4.19 to 5.8: the cache of VMAs is searched from a place. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_4_15 } from "./linux_4_15.ts";

/** The policy of Linux 4.19. */
export const LINUX_4_19: Edition = after(LINUX_4_15, {
  id: "linux-4.19",
  releases: ["4.19", "5.8"],
  changes: [
    {
      parts: ["vmaCache"],
      affects: ["twice", "munmap"],
      source: "mm/vmacache.c, vmacache_find(); commit ddbf369c0a33",
      sentence:
        "Of the last four mappings that were found, munmap() looks first at the one that was found at such an address; before, always in the same order.",
    },
  ],
  vmaCache: "four-from-page",
});
