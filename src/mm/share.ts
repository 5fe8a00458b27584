/**
 * The search for a live region that a mapping can use. Mirrors the loop over
 * `nommu_region_tree` in mm/nommu.c, `do_mmap()`.
 *
 * @module
 */
import { addWords, type Word } from "../abi/word.ts";
import type { Inode } from "../files/inode.ts";
import type { Region } from "../memory/region.ts";
import type { Machine } from "./machine.ts";

/**
 * The region with the lowest address that contains `[pgoff, end)`.
 *
 * Without DIRECT the first region in address order that overlaps the request
 * decides: if it does not contain it, that is a violation.
 */
export function findSharable(
  machine: Machine,
  inode: Inode,
  pgoff: Word,
  end: Word,
  direct: boolean,
): Region | "violation" | undefined {
  let lowest: Region | undefined;
  let contains = false;
  inode.regions.visit(pgoff, end, (region) => {
    const regionEnd = addWords(
      region.pgoff,
      machine.pagesBetween(region.start, region.end),
      machine.arch.wordSize,
    );
    if (region.pgoff >= end || pgoff >= regionEnd) return;
    const whole = pgoff >= region.pgoff && end <= regionEnd;
    if (direct && !whole) return;
    if (lowest === undefined || region.start < lowest.start) {
      lowest = region;
      contains = whole;
    }
  });
  if (lowest === undefined) return undefined;
  return contains ? lowest : "violation";
}
