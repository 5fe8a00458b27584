/** Hazards after which two kernels cannot be compared any more. */
import type { Outcome } from "../../../src/mm/outcome.ts";

/** Hazards after which the kernel's own records are wrong. */
const BREAKING: ReadonlySet<string> = new Set([
  "region-start-taken",
  "vma-overwritten",
  "vma-cut-in-tree",
  "stale-tree-entry",
  "vma-twice-in-tree",
  "copy-pages-leaked",
  "freed-vma-used",
  "vma-released-twice",
  "region-leaked",
  "mapped-pages-freed",
  "region-end-unaligned",
  "region-shrunk-under-mapping",
  "freed-region-in-tree",
  "region-not-page-aligned",
  "region-put-with-empty-tree",
  "traced-direct-bug",
  "slack-leaked",
  "mapped-at-zero",
]);

/** Whether a call has left the kernel's own records wrong. */
export function isBroken({ hazards }: Outcome): boolean {
  return hazards.some(({ id }) => BREAKING.has(id));
}
