/**
 * Looking up an address. Mirrors mm/nommu.c, `find_vma()`.
 *
 * @module
 */
import type { ListMachine, ListProcess } from "./machine.ts";
import type { ListVma } from "./vma.ts";

/**
 * The VMA of a process that holds an address. An ordered list is searched for
 * the last start at or below the address and no further, so that a mapping is
 * not found behind a shorter one with the same or a higher start.
 */
export function findVma(
  machine: ListMachine,
  process: ListProcess,
  address: number,
): ListVma | undefined {
  let found: ListVma | undefined;
  for (let at = process.list; at !== null; at = at.next) {
    const { vma } = at;
    if (machine.edition.orderedList) {
      if (vma.start > address) break;
      found = vma;
    } else if (vma.start <= address && address < vma.end) return vma;
  }
  return found !== undefined && address < found.end ? found : undefined;
}
