/**
 * The search for a VMA that another mapping can use. Mirrors the loop over
 * `nommu_vma_tree` in mm/nommu.c, `do_mmap_pgoff()`.
 *
 * @module
 */
import { VM } from "../../abi/vm.ts";
import type { ListMachine } from "./machine.ts";
import type { ListFile, ListVma } from "./vma.ts";

/**
 * The first shareable VMA of the same inode with exactly these pages; lengths
 * in bytes count as the pages that they touch. Without DIRECT an overlap with
 * other pages, if it comes first, is a violation. Comparing with anonymous
 * memory, on either side, is a null pointer.
 */
export function findSharableVma(
  machine: ListMachine,
  file: ListFile | null,
  pgoff: number,
  length: number,
  direct: boolean,
): ListVma | null | "violation" | "null-file" {
  const { pageShift } = machine.arch;
  const slack = 2 ** pageShift - 1;
  const pages = ((length + slack) >>> 0) >>> pageShift;
  const end = (pgoff + pages) >>> 0;
  for (const vma of machine.tree.vmas) {
    if (!(vma.flags & VM.MAYSHARE)) continue;
    if (vma.file === null || file === null) return "null-file";
    if (vma.file.inode !== file.inode) continue;
    if (vma.pgoff >= end) continue;
    const vmaPages = ((vma.end - vma.start + slack) >>> 0) >>> pageShift;
    if (pgoff >= (vma.pgoff + vmaPages) >>> 0) continue;
    if (vma.pgoff === pgoff && vmaPages === pages) return vma;
    if (!direct) return "violation";
  }
  return null;
}
