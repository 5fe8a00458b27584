/**
 * A region and a VMA at the beginning of their lives.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { OpenFile } from "../files/inode.ts";
import { VmArea, VmRegion } from "../memory/vm_region.ts";
import type { Machine } from "./machine.ts";

/** A region and its first VMA. */
export interface NewMapping {
  /** The region. */
  readonly region: VmRegion;
  /** The VMA. */
  readonly vma: VmArea;
}

/** A mapping that has no place yet. */
export function newMapping(
  machine: Machine,
  file: OpenFile | null,
  pgoff: Word,
  flags: number,
): NewMapping {
  const region = new VmRegion(machine.nextRegionId(), file, pgoff, flags);
  const vma = new VmArea(machine.nextVmaId(), file, region);
  return { region, vma };
}
