/**
 * The rules that decide a request from its arguments, the file and the caller
 * alone, in the order in which the kernel looks at them.
 *
 * @module
 */
import type { Rule } from "./rule.ts";

const VALIDATE = "mm/nommu.c, validate_mmap_request()";

/** Rules of the system call's entry and of `validate_mmap_request()`. */
export const DECISION_RULES: readonly Rule[] = [
  {
    id: "offset-not-page-aligned",
    effect: "refuse",
    scope: "any",
    sentence: "The byte offset must be a multiple of the page size.",
    source: "arch/riscv/kernel/sys_riscv.c, riscv_sys_mmap()",
  },
  {
    id: "bad-file-descriptor",
    effect: "refuse",
    scope: "any",
    sentence:
      "Without MAP_ANONYMOUS the descriptor must name an open file, and not one opened with O_PATH.",
    source: "mm/nommu.c, ksys_mmap_pgoff()",
  },
  {
    id: "map-fixed",
    effect: "refuse",
    scope: "any",
    sentence:
      "MAP_FIXED cannot be honoured: without an MMU the address is where the memory is.",
    source: VALIDATE,
  },
  {
    id: "address-hint",
    effect: "refuse",
    scope: "any",
    sentence:
      "Every address but 0 is refused, whether MAP_FIXED is given or not.",
    source: VALIDATE,
    until: "2.6.31",
  },
  {
    id: "map-type",
    effect: "refuse",
    scope: "any",
    sentence:
      "The mapping type must be exactly MAP_SHARED or exactly MAP_PRIVATE; MAP_SHARED_VALIDATE is neither.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "zero-length",
    effect: "refuse",
    scope: "any",
    sentence: "A mapping needs at least one byte.",
    source: VALIDATE,
    since: "2.6.20",
  },
  {
    id: "length-overflow",
    effect: "refuse",
    scope: "any",
    sentence: "The length wraps to zero when it is rounded up to whole pages.",
    source: VALIDATE,
    since: "2.6.20",
  },
  {
    id: "length-beyond-task-size",
    effect: "refuse",
    scope: "any",
    sentence: "The length is larger than TASK_SIZE.",
    source: VALIDATE,
  },
  {
    id: "offset-overflow",
    effect: "refuse",
    scope: "any",
    sentence:
      "The page offset plus the length in pages does not fit an unsigned long.",
    source: VALIDATE,
  },
  {
    id: "no-mmap-operation",
    effect: "refuse",
    scope: "file",
    sentence:
      "The driver has no mmap operation, nor, from 6.17 on, mmap_prepare in its place.",
    source: VALIDATE,
  },
  {
    id: "mmap-beside-mmap-prepare",
    effect: "refuse",
    scope: "file",
    sentence:
      "The driver has both mmap and mmap_prepare, of which it may have one; the kernel prints a warning.",
    source: "include/linux/fs.h, can_mmap_file()",
    since: "6.17",
  },
  {
    id: "no-default-capabilities",
    effect: "refuse",
    scope: "file",
    sentence:
      "Without an mmap_capabilities operation only regular files, block devices and character devices have default capabilities.",
    source: VALIDATE,
    since: "4.0",
  },
  {
    id: "default-copy",
    effect: "adjust",
    scope: "file",
    sentence:
      "A regular file or block device that declares no capabilities can only be copied.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "default-direct",
    effect: "adjust",
    scope: "file",
    sentence:
      "A character device that declares no capabilities can be mapped directly for reading and writing, and never copied.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "no-get-unmapped-area",
    effect: "restrict",
    scope: "file",
    sentence:
      "The driver cannot say where its memory is (no get_unmapped_area operation), so it cannot be mapped directly.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "no-read-operation",
    effect: "restrict",
    scope: "file",
    sentence:
      "The file cannot be read (no read operation, or not open for reading), so it cannot be copied.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "not-open-for-reading",
    effect: "refuse",
    scope: "file",
    sentence: "Every file mapping needs a descriptor open for reading.",
    source: VALIDATE,
    since: "2.6.31",
  },
  {
    id: "shared-write-not-open-for-writing",
    effect: "refuse",
    scope: "shared-file",
    sentence: "MAP_SHARED with PROT_WRITE needs a descriptor open for writing.",
    source: VALIDATE,
  },
  {
    id: "shared-append-only",
    effect: "refuse",
    scope: "shared-file",
    sentence:
      "An append-only file open for writing cannot be mapped MAP_SHARED, not even for reading.",
    source: VALIDATE,
  },
  {
    id: "shared-mandatory-lock",
    effect: "refuse",
    scope: "shared-file",
    sentence: "Somebody holds a mandatory lock on the file.",
    source: VALIDATE,
    until: "5.14",
  },
  {
    id: "shared-needs-direct",
    effect: "refuse",
    scope: "shared-file",
    sentence:
      "MAP_SHARED needs memory that can be mapped directly; a copy would not be shared with the file.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "private-needs-copy",
    effect: "refuse",
    scope: "private-file",
    sentence:
      "MAP_PRIVATE needs a file that can be copied, even where it would be mapped directly.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "private-writable",
    effect: "restrict",
    scope: "private-file",
    sentence:
      "A private writable mapping is always a copy, so that stores do not reach the device.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "shared-needs-read-capability",
    effect: "refuse",
    scope: "shared-file",
    sentence:
      "MAP_SHARED with PROT_READ needs the READ capability of the driver.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "shared-needs-write-capability",
    effect: "refuse",
    scope: "shared-file",
    sentence:
      "MAP_SHARED with PROT_WRITE needs the WRITE capability of the driver.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "shared-needs-exec-capability",
    effect: "refuse",
    scope: "shared-file",
    sentence:
      "MAP_SHARED with PROT_EXEC needs the EXEC capability of the driver.",
    source: VALIDATE,
    since: "2.6.12",
  },
  {
    id: "private-prot-beyond-capabilities",
    effect: "restrict",
    scope: "private-file",
    sentence:
      "The device memory lacks a permission that the mapping asks for, so the mapping is a copy.",
    source: VALIDATE,
    since: "2.6.35",
  },
  {
    id: "noexec-mount",
    effect: "refuse",
    scope: "file",
    sentence: "PROT_EXEC is not permitted on a noexec mount.",
    source: VALIDATE,
  },
  {
    id: "read-implies-exec",
    effect: "adjust",
    scope: "any",
    sentence:
      "READ_IMPLIES_EXEC adds PROT_EXEC to the kernel's own copy of the protection only; since 2.6.12 the mapping does not become executable.",
    source: VALIDATE,
  },
  {
    id: "exec-without-capability",
    effect: "restrict",
    scope: "file",
    sentence: "Readable and executable without the EXEC capability is a copy.",
    source: VALIDATE,
    since: "2.6.12",
  },
];
