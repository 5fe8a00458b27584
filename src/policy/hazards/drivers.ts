/**
 * Places where drivers and file systems of the kernel misbehave.
 *
 * @module
 */
import { CRAMFS_HAZARDS } from "./cramfs.ts";
import type { Hazard } from "./hazard.ts";

/** The hazards of the stock drivers. */
export const DRIVER_HAZARDS: readonly Hazard[] = [
  {
    id: "declared-copy-unreadable",
    effect: "surprise",
    sentence:
      "The driver declares that it can be copied, and kernel_read() refuses it for its read operation: every mapping that needs the copy is EINVAL.",
    source:
      "fs/read_write.c, __kernel_read(); drivers/char/mem.c, zero_mmap_capabilities()",
    since: "5.10",
  },
  {
    id: "mtd-refuses-copy",
    effect: "surprise",
    sentence:
      "The device declares that its memory can be copied, and its mmap operation refuses private mappings with EACCES, which ends the call.",
    source: "drivers/mtd/mtdchar.c, mtdchar_mmap()",
    since: "3.14",
  },
  {
    id: "remap-action-refused",
    effect: "warning",
    sentence:
      "The driver asks for memory to be remapped when the mapping is there, which a kernel without an MMU warns of and refuses.",
    source: "drivers/char/mem.c, mmap_mem_prepare()",
    since: "6.19",
  },
  {
    id: "fb-offset-in-bytes",
    effect: "surprise",
    sentence:
      "The offset counts pages and is added to the address as bytes: a mapping from the second page on cannot succeed.",
    source: "drivers/video/fbdev/core/fb_chrdev.c, get_fb_unmapped_area()",
  },
  {
    id: "fb-mmap-missing",
    effect: "warning",
    sentence:
      "The driver of the frame buffer has no fb_mmap operation, which used to be optional: a warning, and ENODEV.",
    source: "drivers/video/fbdev/core/fb_chrdev.c, fb_mmap()",
    since: "6.8",
  },
  ...CRAMFS_HAZARDS,
];
