/**
 * A region and a VMA at the beginning of their lives.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { OpenFile } from "../files/inode.ts";
import type { Region, Vma } from "../memory/region.ts";
import type { Machine } from "./machine.ts";

/** A region that has no place yet. */
export function newRegion(
  machine: Machine,
  file: OpenFile | null,
  pgoff: Word,
  flags: number,
): Region {
  return {
    id: machine.nextRegionId(),
    start: 0,
    end: 0,
    top: 0,
    pgoff,
    usage: 1,
    flags,
    file,
    icacheFlushed: false,
    indexedPages: 0,
    origin: null,
    contentVersion: file?.inode.version ?? 0,
  };
}

/** A VMA that has no place yet. */
export function newVma(
  machine: Machine,
  file: OpenFile | null,
  region: Region,
): Vma {
  return {
    id: machine.nextVmaId(),
    start: 0,
    end: 0,
    pgoff: region.pgoff,
    flags: region.flags,
    region,
    file,
    freed: false,
  };
}
