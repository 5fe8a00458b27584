/**
 * The rules of the other system calls.
 *
 * @module
 */
import type { Rule, RuleEffect } from "./rule.ts";

function rule(
  id: string,
  effect: RuleEffect,
  source: string,
  sentence: string,
  since?: string,
): Rule {
  const rule = { id, effect, scope: "any", sentence, source } as const;
  return since === undefined ? rule : { ...rule, since };
}

const MUNMAP = "mm/nommu.c, do_munmap()";
const SPLIT = "mm/nommu.c, split_vma()";
const MREMAP = "mm/nommu.c, do_mremap()";
const SHRINK = "mm/nommu.c, nommu_shrink_inode_mappings()";
const RAMFS = "fs/ramfs/file-nommu.c, ramfs_nommu_resize()";
const EXPAND = "fs/ramfs/file-nommu.c, ramfs_nommu_expand_for_mapping()";
const ABSENT = "kernel/sys_ni.c";

/** Rules of `munmap()`, `mremap()`, `ftruncate()` and the absent calls. */
export const SYSTEM_CALL_RULES: readonly Rule[] = [
  rule(
    "munmap-zero-length",
    "refuse",
    MUNMAP,
    "The length is zero, or wraps to zero when rounded up to whole pages.",
    "2.6.29",
  ),
  rule(
    "munmap-not-mapped",
    "refuse",
    MUNMAP,
    "No mapping of the process touches the range.",
    "2.6.29",
  ),
  rule(
    "munmap-file-inside",
    "refuse",
    MUNMAP,
    "A file mapping cannot be cut: the range starts inside it.",
    "2.6.29",
  ),
  rule(
    "munmap-file-end",
    "refuse",
    MUNMAP,
    "A file mapping can only be unmapped up to its exact end.",
    "2.6.29",
  ),
  rule(
    "munmap-outside",
    "refuse",
    MUNMAP,
    "The range reaches outside the anonymous mapping that it touches.",
    "2.6.29",
  ),
  rule(
    "munmap-not-page-aligned",
    "refuse",
    MUNMAP,
    "A part of an anonymous mapping must start and end on a page.",
    "2.6.29",
  ),
  rule(
    "munmap-too-many-mappings",
    "refuse",
    SPLIT,
    "Cutting the middle out needs one more mapping than max_map_count allows.",
    "2.6.29",
  ),
  rule("munmap-whole", "grant", MUNMAP, "A whole mapping is removed."),
  rule(
    "munmap-part",
    "grant",
    MUNMAP,
    "The head, tail or middle of an anonymous mapping is removed and its pages are freed.",
    "2.6.29",
  ),
  rule(
    "mremap-zero-length",
    "refuse",
    MREMAP,
    "Both lengths must be at least one byte and not wrap when rounded up.",
    "2.6.19",
  ),
  rule(
    "mremap-not-page-aligned",
    "refuse",
    MREMAP,
    "The address must be the start of a page.",
    "2.6.29",
  ),
  rule(
    "mremap-fixed",
    "refuse",
    MREMAP,
    "A mapping cannot be moved: MREMAP_FIXED is accepted for the same address only.",
    "2.6.19",
  ),
  rule(
    "mremap-not-mapped",
    "refuse",
    MREMAP,
    "No mapping has exactly this start and this length.",
    "2.6.29",
  ),
  rule(
    "mremap-shareable",
    "refuse",
    MREMAP,
    "A mapping that others may share cannot be resized; every private read-only file mapping is one.",
    "2.6.19",
  ),
  rule(
    "mremap-beyond-region",
    "refuse",
    MREMAP,
    "A mapping grows only inside the region that was allocated for it.",
    "2.6.29",
  ),
  rule(
    "mremap-in-place",
    "grant",
    MREMAP,
    "The mapping's end moves.",
    "2.6.19",
  ),
  rule(
    "truncate-shared-mapping",
    "refuse",
    SHRINK,
    "A live MAP_SHARED mapping needs pages that the file would lose.",
    "2.6.16",
  ),
  rule(
    "truncate-too-large",
    "refuse",
    EXPAND,
    "Growing from zero allocates contiguous pages, and the size is beyond the largest order of the page allocator.",
    "2.6.16",
  ),
  rule(
    "truncate-no-memory",
    "refuse",
    EXPAND,
    "Growing from zero allocates contiguous pages, and no free block is large enough; the size is changed all the same.",
    "2.6.16",
  ),
  rule(
    "truncate-not-open-for-writing",
    "refuse",
    "fs/open.c, do_ftruncate()",
    "The file must be a regular file open for writing.",
  ),
  rule(
    "truncate-append-only",
    "refuse",
    "fs/open.c, do_ftruncate()",
    "An append-only file cannot be truncated.",
  ),
  rule("truncate", "grant", RAMFS, "The size of the file changes."),
  rule("exit", "grant", "mm/nommu.c, exit_mmap()", "All mappings go."),
  rule(
    "call-absent",
    "refuse",
    ABSENT,
    "The call exists only in kernels with an MMU.",
  ),
  rule("done", "grant", "", "The step was carried out."),
  rule(
    "not-open-for-writing",
    "refuse",
    "fs/read_write.c, vfs_write()",
    "Writing needs a descriptor open for writing.",
  ),
  rule(
    "write-fails",
    "refuse",
    "fs/read_write.c, vfs_write()",
    "The file takes no more data.",
  ),
];
