/** @module Linux 3.10 to 3.13: the security module is asked first. */
import type { Edition } from "../edition.ts";
import { after } from "../derive.ts";
import { LINUX_3_0 } from "./linux_3_0.ts";

/** The policy of Linux 3.10. */
export const LINUX_3_10: Edition = after(LINUX_3_0, {
  id: "linux-3.10",
  releases: ["3.10", "3.13"],
  changes: [
    {
      number: 18,
      parts: ["securityFirst"],
      affects: ["security"],
      source: "mm/util.c, vm_mmap_pgoff(), security_mmap_file()",
      sentence:
        "The security module is asked about the file before anything else is checked, so its errno comes before every EINVAL and ENODEV (as read in 3.10; 3.4 asked last).",
    },
    {
      parts: ["drivers"],
      affects: ["romfs", "mtd", "remaps"],
      source:
        "fs/romfs/mmap-nommu.c and drivers/mtd/mtdchar.c, get_unmapped_area; mm/nommu.c, remap_pfn_range()",
      sentence:
        "romfs and mtdchar keep the address in an int: on 64-bit machines an address from 0x80000000 on comes back sign-extended. remap_pfn_range() sets VM_DONTEXPAND and VM_DONTDUMP in place of VM_RESERVED.",
    },
  ],
  securityFirst: true,
});
