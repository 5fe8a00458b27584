/**
 * RAM as the page allocator sees it: blocks of 2^order contiguous pages that
 * split on demand and merge with their buddies when freed. Mirrors
 * mm/page_alloc.c, `rmqueue()`, `expand()`, `__free_one_page()` and
 * `alloc_pages_exact()`.
 *
 * @module
 */
import { checkObject, checkPageSize, checkWhole, refuse } from "../given.ts";
import { FreeLists, NONE } from "./free_lists.ts";

/** A range of RAM: address and length in bytes. */
export interface RamRange {
  /** First address. */
  readonly start: number;
  /** Length in bytes. */
  readonly length: number;
}

/** What a {@linkcode PageAllocator} is made of. */
export interface RamOptions {
  /** First address of RAM, page aligned. */
  readonly base: number;
  /** Bytes of RAM, a multiple of the page size. */
  readonly size: number;
  /** Bytes in a page. */
  readonly pageSize: number;
  /** Largest order that can be allocated: `MAX_PAGE_ORDER`. */
  readonly maxPageOrder: number;
  /** Pages that somebody else holds, for good. */
  readonly reserved?: readonly RamRange[];
}

/** Gives out contiguous pages. Addresses are bytes; lengths are pages. */
export interface PageAllocator {
  /** Largest order that can be allocated. */
  readonly maxPageOrder: number;
  /** Pages that are free. */
  readonly freePages: number;
  /** Address of `count` contiguous pages, or -1. */
  allocate(count: number): number;
  /** Gives back `count` pages that start at `address`. */
  free(address: number, count: number): void;
}

/** Smallest order whose block holds `pages` pages: `get_order()`. */
export function orderOf(pages: number): number {
  let order = 0;
  for (let size = 1; size < pages; size *= 2) order++;
  return order;
}

/** Most pages: the allocator keeps numbers for each. */
const MOST_PAGES = 2 ** 22;
/** Largest order that a scenario may name, too. */
const MOST_ORDER = 20;
/** Largest address of RAM: numbers are exact to here, with all of RAM above. */
export const LARGEST_RAM_BASE: number = 2 ** 52;

function checkRam(options: RamOptions): void {
  checkObject("ram", options);
  const { base, size, pageSize, maxPageOrder } = options;
  const reserved: readonly RamRange[] = options.reserved ?? [];
  checkPageSize("pageSize", pageSize);
  checkWhole("maxPageOrder", maxPageOrder, MOST_ORDER);
  checkWhole("ram.base", base, LARGEST_RAM_BASE);
  checkWhole("ram.size", size, MOST_PAGES * pageSize);
  if (base % pageSize !== 0) refuse("a whole page", "ram.base", base);
  if (size % pageSize !== 0) refuse("whole pages", "ram.size", size);
  if (!Array.isArray(reserved)) refuse("a list", "ram.reserved", reserved);
  for (const range of reserved) {
    checkObject("ram.reserved", range);
    checkWhole("ram.reserved.start", range.start, base + size, base);
    const most = base + size - range.start;
    checkWhole("ram.reserved.length", range.length, most);
  }
}

/**
 * The buddy allocator of one zone.
 *
 * @example
 * ```ts
 * import { BuddyAllocator } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const ram = new BuddyAllocator({
 *   base: 0x8000_0000,
 *   size: 16 * 4096,
 *   pageSize: 4096,
 *   maxPageOrder: 10,
 * });
 * const address = ram.allocate(3);
 * assertEquals([address, ram.freePages], [0x8000_0000, 13]);
 * ram.free(address, 3);
 * assertEquals(ram.freePages, 16);
 * assertEquals(ram.allocate(32), -1);
 * ```
 */
export class BuddyAllocator implements PageAllocator {
  readonly maxPageOrder: number;
  readonly #pageSize: number;
  readonly #pages: number;
  readonly #firstPage: number;
  // Index of the page with the lowest aligned address; buddies are found by
  // flipping one bit of the index, so it has to be aligned to a whole block.
  readonly #origin: number;
  readonly #lists: FreeLists;
  #free = 0;

  /**
   * Makes the zone; everything but the reserved ranges is free.
   *
   * @throws {ArgumentError} if there can be no such RAM.
   */
  constructor(options: RamOptions) {
    checkRam(options);
    const { base, size, pageSize, maxPageOrder } = options;
    this.maxPageOrder = maxPageOrder;
    this.#pageSize = pageSize;
    const block = 2 ** maxPageOrder;
    this.#firstPage = base / pageSize;
    this.#origin = Math.floor(this.#firstPage / block) * block;
    const lead = this.#firstPage - this.#origin;
    this.#pages = lead + size / pageSize;
    this.#lists = new FreeLists(this.#pages, maxPageOrder);

    let from = lead;
    for (
      const range of options.reserved?.toSorted((a, b) => a.start - b.start) ??
        []
    ) {
      const start = Math.floor(range.start / pageSize) - this.#origin;
      const end = Math.ceil((range.start + range.length) / pageSize) -
        this.#origin;
      if (start > from) this.#freeRange(from, start, true);
      from = Math.max(from, end);
    }
    this.#freeRange(from, this.#pages, true);
  }

  /** Pages that are free. */
  get freePages(): number {
    return this.#free;
  }

  /** Number of free blocks of each order, as /proc/buddyinfo shows them. */
  freeBlocks(): number[] {
    return Array.from(
      { length: this.maxPageOrder + 1 },
      (_, order) => [...this.#lists.pages(order)].length,
    );
  }

  /** Free ranges in address order; neighbours are joined. */
  freeRanges(): RamRange[] {
    const ranges: { start: number; length: number }[] = [];
    const size = this.#pageSize;
    for (let page = 0; page < this.#pages; page++) {
      const order = this.#lists.orderAt(page);
      if (order === NONE) continue;
      const start = (this.#origin + page) * size;
      const length = 2 ** order * size;
      const last = ranges.at(-1);
      if (last !== undefined && last.start + last.length === start) {
        last.length += length;
      } else ranges.push({ start, length });
      page += 2 ** order - 1;
    }
    return ranges;
  }

  /** Address of `count` contiguous pages, or -1: `alloc_pages_exact()`. */
  allocate(count: number): number {
    const order = orderOf(count);
    if (order > this.maxPageOrder) return NONE;
    let found = order;
    const lists = this.#lists;
    while (found <= this.maxPageOrder && lists.first(found) === NONE) found++;
    if (found > this.maxPageOrder) return NONE;

    const page = lists.first(found);
    lists.unlink(page, found);
    while (found > order) {
      found--;
      lists.link(page + (1 << found), found, false);
    }
    const end = page + (1 << order);
    this.#free -= end - page;
    this.#freeRange(page + count, end, true);
    return (this.#origin + page) * this.#pageSize;
  }

  /** Gives back `count` pages that start at `address`. */
  free(address: number, count: number): void {
    const page = address / this.#pageSize - this.#origin;
    this.#freeRange(page, page + count, false);
  }

  #freeRange(from: number, to: number, toTail: boolean): void {
    let page = from;
    while (page < to) {
      const whole = 31 - Math.clz32(to - page);
      const aligned = page === 0 ? whole : 31 - Math.clz32(page & -page);
      const order = Math.min(whole, aligned, this.maxPageOrder);
      this.#freeBlock(page, order, toTail);
      page += 1 << order;
    }
  }

  #freeBlock(page: number, order: number, toTail: boolean): void {
    this.#free += 1 << order;
    while (order < this.maxPageOrder) {
      const buddy = page ^ (1 << order);
      if (!this.#lists.has(buddy, order)) break;
      this.#lists.unlink(buddy, order);
      page = Math.min(page, buddy);
      order++;
    }
    this.#lists.link(page, order, toTail);
  }
}
