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
import type { FileRegions, Region } from "./region.ts";
import { OrderedList, type Ordering } from "./ordered_list.ts";

type Place = Pick<Region, "pgoff" | "start">;

const BY_OFFSET: Ordering<Region, Place> = {
  keyOf: (region) => region,
  compare: (a, b) =>
    a.pgoff < b.pgoff
      ? -1
      : a.pgoff > b.pgoff
      ? 1
      : a.start < b.start
      ? -1
      : a.start > b.start
      ? 1
      : 0,
};

/**
 * Regions of one inode by file range, in pages. Stands for the walk through all
 * regions in mm/nommu.c, `do_mmap()`.
 */
export class RegionIndex implements FileRegions {
  readonly #classes = new Map<number, OrderedList<Region, Place>>();

  /** Adds a region whose file range is `[pgoff, pgoff + pages)`. */
  add(region: Region, pages: number): void {
    const order = classOf(pages);
    let regions = this.#classes.get(order);
    if (regions === undefined) {
      this.#classes.set(order, regions = new OrderedList(BY_OFFSET));
    }
    regions.add(region);
  }

  /** Removes a region, which may have become shorter than it was. */
  remove(region: Region, pages: number): void {
    if (this.#classes.get(classOf(pages))?.delete(region)) return;
    for (const regions of this.#classes.values()) {
      if (regions.delete(region)) return;
    }
  }

  /** Calls `visit` for every region that may touch `[pgoff, end)`. */
  visit(pgoff: Word, end: Word, visit: (region: Region) => void): void {
    if (end <= pgoff) return;
    for (const [order, regions] of this.#classes) {
      const from = { pgoff: reachBack(pgoff, order), start: 0 };
      regions.visitFrom(from, (region) => {
        if (region.pgoff >= end) return false;
        visit(region);
        return true;
      });
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
