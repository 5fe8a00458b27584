/**
 * The rules that depend on other mappings, on what the driver answers and on
 * the page allocator.
 *
 * @module
 */
import type { Rule } from "./rule.ts";

const DO_MMAP = "mm/nommu.c, do_mmap()";
const SHARED = "mm/nommu.c, do_mmap_shared_file()";
const PRIVATE = "mm/nommu.c, do_mmap_private()";

/** Rules of `do_mmap()` after the request was validated. */
export const MAPPING_RULES: readonly Rule[] = [
  {
    id: "sharing-violation",
    effect: "refuse",
    scope: "file",
    sentence:
      "A shareable copy of the same file overlaps the request without containing it, and the file cannot be mapped directly.",
    source: DO_MMAP,
  },
  {
    id: "existing-region",
    effect: "grant",
    scope: "file",
    sentence:
      "A live shareable region of the same file contains the request and is used.",
    source: DO_MMAP,
    since: "2.6.29",
  },
  {
    id: "existing-region-driver-refuses",
    effect: "refuse",
    scope: "file",
    sentence:
      "A live region would do, but the driver's mmap operation refuses; there is no fall-back to a copy.",
    source: DO_MMAP,
    since: "2.6.29",
  },
  {
    id: "get-unmapped-area-refuses",
    effect: "refuse",
    scope: "file",
    sentence:
      "The driver's get_unmapped_area answers an error other than ENOSYS, which ends the request.",
    source: DO_MMAP,
  },
  {
    id: "get-unmapped-area-enosys-shared",
    effect: "refuse",
    scope: "shared-file",
    sentence:
      "The driver's get_unmapped_area answers ENOSYS for this range, and MAP_SHARED cannot fall back to a copy.",
    source: DO_MMAP,
    since: "2.6.12",
  },
  {
    id: "get-unmapped-area-enosys",
    effect: "restrict",
    scope: "private-file",
    sentence:
      "The driver's get_unmapped_area answers ENOSYS for this range, so the mapping is a copy.",
    source: DO_MMAP,
    since: "2.6.12",
  },
  {
    id: "early-region-start-taken",
    effect: "refuse",
    scope: "any",
    sentence:
      "The region enters the tree before the driver or the page allocator is asked, and meets another one with the same start, which is 0 for what has no address yet.",
    source: DO_MMAP,
    since: "2.6.31",
    until: "2.6.31",
  },
  {
    id: "shared-mmap-refuses",
    effect: "refuse",
    scope: "shared-file",
    sentence: "The driver's mmap operation refuses the shared mapping.",
    source: SHARED,
  },
  {
    id: "shared-mmap-enosys",
    effect: "refuse",
    scope: "shared-file",
    sentence:
      "The driver's mmap operation answers ENOSYS, and MAP_SHARED cannot fall back to a copy.",
    source: SHARED,
    since: "2.6.12",
  },
  {
    id: "shared-direct",
    effect: "grant",
    scope: "shared-file",
    sentence: "The memory of the device is mapped and shared.",
    source: SHARED,
  },
  {
    id: "private-mmap-refuses",
    effect: "refuse",
    scope: "private-file",
    sentence:
      "The driver's mmap operation refuses with an error other than ENOSYS, which ends the request.",
    source: PRIVATE,
  },
  {
    id: "private-traced",
    effect: "restrict",
    scope: "private-file",
    sentence:
      "The caller is traced, so a debugger could write: the mapping is a copy whatever the driver's mmap operation answers.",
    source: PRIVATE,
    since: "6.3",
  },
  {
    id: "private-mmap-enosys",
    effect: "restrict",
    scope: "private-file",
    sentence:
      "The driver's mmap operation answers ENOSYS, so the mapping is a copy.",
    source: PRIVATE,
  },
  {
    id: "private-direct",
    effect: "grant",
    scope: "private-file",
    sentence: "The memory of the device is mapped in place.",
    source: PRIVATE,
  },
  {
    id: "allocation-too-large",
    effect: "refuse",
    scope: "any",
    sentence:
      "The memory must be contiguous, and the length needs a block above the largest order of the page allocator.",
    source: PRIVATE,
    since: "2.6.29",
  },
  {
    id: "no-contiguous-memory",
    effect: "refuse",
    scope: "any",
    sentence:
      "No free block of RAM is large enough: free memory does not help when it is not contiguous.",
    source: PRIVATE,
  },
  {
    id: "read-position-negative",
    effect: "refuse",
    scope: "private-file",
    sentence: "The offset of the copy is not a valid file position.",
    source: "fs/read_write.c, rw_verify_area()",
    since: "4.14",
  },
  {
    id: "read-not-supported",
    effect: "refuse",
    scope: "private-file",
    sentence:
      "The kernel fills a copy only through read_iter, and only where the driver has no read operation beside it.",
    source: "fs/read_write.c, __kernel_read()",
    since: "5.10",
  },
  {
    id: "read-fails",
    effect: "refuse",
    scope: "private-file",
    sentence: "Reading the file into the copy fails.",
    source: PRIVATE,
  },
  {
    id: "copy-only",
    effect: "grant",
    scope: "private-file",
    sentence:
      "The capabilities do not include DIRECT, so the mapping is a copy.",
    source: PRIVATE,
    since: "2.6.32",
  },
  {
    id: "anonymous",
    effect: "grant",
    scope: "anonymous",
    sentence:
      "Contiguous pages are allocated and cleared; MAP_SHARED makes no difference without fork().",
    source: PRIVATE,
  },
];
