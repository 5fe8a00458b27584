/**
 * All regions of the system by their start: `nommu_region_tree`.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import { OrderedList } from "./ordered_list.ts";
import { RedBlackTree } from "./red_black_tree.ts";
import type { Region, RegionTree } from "./region.ts";

/** All regions by start address. */
export class SortedRegionTree implements RegionTree {
  readonly #byStart = new OrderedList<Region, Word>({
    keyOf: (region) => region.start,
    compare: (a, b) => a < b ? -1 : a > b ? 1 : 0,
  });

  get size(): number {
    return this.#byStart.size;
  }

  add(region: Region): boolean {
    return this.#byStart.add(region) ||
      this.#byStart.get(region.start) === region;
  }

  delete(region: Region): void {
    this.#byStart.delete(region);
  }

  floor(address: Word): Region | undefined {
    return this.#byStart.floor(address);
  }

  [Symbol.iterator](): Generator<Region> {
    return this.#byStart[Symbol.iterator]();
  }
}

/** Regions that keep the places which they got before they were complete. */
export class EarlyRegionTree implements RegionTree {
  readonly #byEntry = new RedBlackTree<Region>(({ start: a }, { start: b }) =>
    a < b ? -1 : a > b ? 1 : 0
  );

  get size(): number {
    return this.#byEntry.size;
  }

  add(region: Region): boolean {
    return this.#byEntry.add(region);
  }

  delete(region: Region): void {
    this.#byEntry.delete(region);
  }

  floor(address: Word): Region | undefined {
    let found: Region | undefined;
    for (const region of this.#byEntry) {
      if (region.start > address) continue;
      if (found === undefined || region.start > found.start) found = region;
    }
    return found;
  }

  [Symbol.iterator](): Generator<Region> {
    return this.#byEntry[Symbol.iterator]();
  }
}
