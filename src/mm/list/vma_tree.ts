/**
 * All VMAs of the system in address order: `nommu_vma_tree`.
 *
 * @module
 */
import { VM } from "../../abi/vm.ts";
import type { ListVma } from "./vma.ts";

/** The global tree; equal starts are ordered by the kernel's records. */
export class VmaTree {
  /** The VMAs in order. */
  readonly vmas: ListVma[] = [];

  /** Enters a VMA; `false` if the kernel stops: `add_nommu_vma()`. */
  add(vma: ListVma): boolean {
    const { vmas } = this;
    const at = this.#place(vma);
    // The neighbours in order always lie on the way to the place of a node.
    if (clashes(vmas[at - 1], vma) || clashes(vmas[at], vma)) return false;
    if (at === vmas.length) vmas.push(vma);
    else vmas.splice(at, 0, vma);
    return true;
  }

  /** Takes a VMA out. */
  delete(vma: ListVma): void {
    const at = this.#place(vma);
    if (this.vmas[at] === vma) this.vmas.splice(at, 1);
  }

  /** Forgets all. */
  clear(): void {
    this.vmas.length = 0;
  }

  /** Number of VMAs that lie before this one. */
  #place(vma: ListVma): number {
    const { vmas } = this;
    let low = 0;
    let high = vmas.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = vmas[middle]!;
      if (
        other.start < vma.start ||
        (other.start === vma.start && other.record < vma.record)
      ) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function clashes(other: ListVma | undefined, vma: ListVma): boolean {
  return other !== undefined && other.start === vma.start &&
    !(other.flags & VM.SHARED);
}
