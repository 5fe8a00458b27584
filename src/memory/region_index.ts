/**
 * The shareable regions of one inode, found by file range. The kernel walks
 * all regions of the system in address order; this index gives the same answer
 * from those that overlap the request.
 *
 * Regions are kept by size class, the power of two above their length, so that
 * a search touches only starts that can reach the request.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Region } from "./region.ts";
import { RangeMap } from "./range_map.ts";

/** A list of the regions that start at the same page of a file. */
type Bucket = Region[];

/** Regions of one inode by file range. */
export class RegionIndex {
  readonly #classes = new Map<number, RangeMap<Bucket>>();

  /** Adds a region whose file range is `[pgoff, pgoff + pages)`. */
  add(region: Region, pages: number): void {
    const order = classOf(pages);
    let starts = this.#classes.get(order);
    if (starts === undefined) {
      starts = new RangeMap();
      this.#classes.set(order, starts);
    }
    const bucket = starts.at(region.pgoff);
    if (bucket === undefined) {
      starts.store(region.pgoff, region.pgoff, [region]);
    } else bucket.push(region);
  }

  /** Removes a region that was added with the same range. */
  remove(region: Region, pages: number): void {
    const starts = this.#classes.get(classOf(pages));
    const bucket = starts?.at(region.pgoff);
    if (starts === undefined || bucket === undefined) return;
    const index = bucket.indexOf(region);
    if (index >= 0) bucket.splice(index, 1);
    if (bucket.length === 0) starts.clear(region.pgoff, region.pgoff);
  }

  /** Calls `visit` for every region that may touch `[pgoff, end)`. */
  visit(pgoff: Word, end: Word, visit: (region: Region) => void): void {
    if (end <= pgoff) return;
    for (const [order, starts] of this.#classes) {
      let from = reachBack(pgoff, order);
      for (;;) {
        const found = starts.find(from, end);
        if (found === undefined || found.first >= end) break;
        for (const region of found.value) visit(region);
        from = next(found.first);
      }
    }
  }
}

function classOf(pages: number): number {
  let order = 0;
  while (2 ** order < pages) order++;
  return order;
}

function reachBack(pgoff: Word, order: number): Word {
  const reach = 2 ** order;
  if (pgoff <= reach) return 0;
  if (typeof pgoff === "number") return pgoff - reach;
  const back = pgoff - BigInt(reach);
  return back <= Number.MAX_SAFE_INTEGER ? Number(back) : back;
}

function next(word: Word): Word {
  return typeof word === "number" && word < Number.MAX_SAFE_INTEGER
    ? word + 1
    : BigInt(word) + 1n;
}
