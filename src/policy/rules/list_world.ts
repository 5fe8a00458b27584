/**
 * The rules of the kernels before regions (2.6.11 to 2.6.28) that no later
 * kernel has in this form.
 *
 * @module
 */
import type { Rule, RuleEffect, RuleScope } from "./rule.ts";

const VALIDATE = "mm/nommu.c, validate_mmap_request()";
const DO_MMAP = "mm/nommu.c, do_mmap_pgoff()";
const PRIVATE = "mm/nommu.c, do_mmap_private()";
const MUNMAP = "mm/nommu.c, do_munmap()";
const MREMAP = "mm/nommu.c, do_mremap()";

function rule(
  id: string,
  effect: RuleEffect,
  scope: RuleScope,
  source: string,
  sentence: string,
  since?: string,
  until?: string,
): Rule {
  return {
    id,
    effect,
    scope,
    sentence,
    source,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
}

/** Rules of the list world, after those that all kernels share. */
export const LIST_WORLD_RULES: readonly Rule[] = [
  rule(
    "nothing-to-map",
    "grant",
    "any",
    DO_MMAP,
    "The length is zero, or wraps to zero when rounded up: the call answers 0 and maps nothing.",
    undefined,
    "2.6.11",
  ),
  rule(
    "capabilities-never-set",
    "adjust",
    "any",
    VALIDATE,
    "The length is zero, or wraps to zero when rounded up: no check is made, and the capabilities are whatever was on the stack.",
    "2.6.12",
    "2.6.19",
  ),
  rule(
    "shared-needs-memory-backed",
    "refuse",
    "shared-file",
    DO_MMAP,
    "MAP_SHARED needs a character device or a file whose backing device lives in memory.",
    undefined,
    "2.6.11",
  ),
  rule(
    "shared-needs-get-unmapped-area",
    "refuse",
    "shared-file",
    DO_MMAP,
    "MAP_SHARED needs a driver that says where its memory is (a get_unmapped_area operation).",
    undefined,
    "2.6.11",
  ),
  rule(
    "private-needs-read",
    "refuse",
    "private-file",
    DO_MMAP,
    "A file that is not mapped MAP_SHARED needs a read operation, even where it would be mapped in place.",
    undefined,
    "2.6.11",
  ),
  rule(
    "no-default-bdi-capabilities",
    "refuse",
    "file",
    VALIDATE,
    "The backing device declares no capability at all, and only regular files, block devices and character devices have defaults.",
    "2.6.12",
    "3.19",
  ),
  rule(
    "security-module-refuses",
    "refuse",
    "any",
    VALIDATE,
    "The security module refuses the mapping.",
  ),
  rule(
    "no-memory-for-records",
    "refuse",
    "any",
    DO_MMAP,
    "There is no memory for the kernel's own record of the mapping.",
  ),
  rule(
    "existing-vma",
    "grant",
    "file",
    DO_MMAP,
    "A shareable VMA of the same file has exactly these pages and is used by both, whatever the protection.",
    undefined,
    "2.6.28",
  ),
  rule(
    "get-unmapped-area-enosys-any",
    "refuse",
    "file",
    DO_MMAP,
    "The driver's get_unmapped_area answers ENOSYS for this range, which ends the request.",
    undefined,
    "2.6.11",
  ),
  rule(
    "kmalloc-too-large",
    "refuse",
    "any",
    PRIVATE,
    "Memory for a mapping comes from kmalloc(), and the length is above its largest size.",
    undefined,
    "2.6.28",
  ),
  rule(
    "munmap-no-exact-match",
    "refuse",
    "any",
    MUNMAP,
    "No mapping of the process has exactly this start and this length, to the byte.",
    undefined,
    "2.6.28",
  ),
  rule(
    "munmap-any-length",
    "grant",
    "any",
    MUNMAP,
    "The length 0 stands for whatever is mapped at this address.",
    "2.6.14",
    "2.6.28",
  ),
  rule(
    "mremap-no-such-start",
    "refuse",
    "any",
    MREMAP,
    "No mapping of the process starts there.",
    "2.6.19",
    "2.6.28",
  ),
  rule(
    "mremap-wrong-length",
    "refuse",
    "any",
    MREMAP,
    "The mapping that starts there has another length, to the byte.",
    "2.6.19",
    "2.6.28",
  ),
  rule(
    "mremap-beyond-slack",
    "refuse",
    "any",
    MREMAP,
    "A mapping grows only inside what kmalloc() rounded its length up to.",
    "2.6.19",
    "2.6.28",
  ),
];
