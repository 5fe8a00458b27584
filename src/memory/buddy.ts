/**
 * RAM as the page allocator sees it: blocks of 2^order contiguous pages that
 * split on demand and merge with their buddies when freed. Mirrors
 * mm/page_alloc.c, `rmqueue()`, `expand()`, `__free_one_page()` and
 * `alloc_pages_exact()`.
 *
 * @module
 */

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
  while (2 ** order < pages) order++;
  return order;
}

const NONE = -1;

/** The buddy allocator of one zone. */
export class BuddyAllocator implements PageAllocator {
  readonly maxPageOrder: number;
  readonly #pageShift: number;
  readonly #pages: number;
  readonly #firstPage: number;
  // Index of the page with the lowest aligned address; buddies are found by
  // flipping one bit of the index, so it has to be aligned to a whole block.
  readonly #origin: number;
  // Order of the free block that starts at a page, plus 1; 0: none does.
  readonly #order: Uint8Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  #free = 0;

  /** Makes the zone; everything but the reserved ranges is free. */
  constructor(options: RamOptions) {
    const { base, size, pageSize, maxPageOrder } = options;
    this.maxPageOrder = maxPageOrder;
    this.#pageShift = Math.log2(pageSize);
    const block = 2 ** maxPageOrder;
    this.#firstPage = base / pageSize;
    this.#origin = Math.floor(this.#firstPage / block) * block;
    const lead = this.#firstPage - this.#origin;
    this.#pages = lead + size / pageSize;
    this.#order = new Uint8Array(this.#pages);
    this.#next = new Int32Array(this.#pages);
    this.#previous = new Int32Array(this.#pages);
    this.#heads = new Int32Array(maxPageOrder + 1).fill(NONE);
    this.#tails = new Int32Array(maxPageOrder + 1).fill(NONE);

    let from = lead;
    const reserved = [...options.reserved ?? []].sort((a, b) =>
      a.start - b.start
    );
    for (const range of reserved) {
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
    return Array.from(this.#heads, (head) => {
      let count = 0;
      for (let page = head; page !== NONE; page = this.#next[page]!) count++;
      return count;
    });
  }

  /** Free ranges in address order; neighbours are joined. */
  freeRanges(): RamRange[] {
    const ranges: { start: number; length: number }[] = [];
    const size = 2 ** this.#pageShift;
    for (let page = 0; page < this.#pages; page++) {
      const order = this.#order[page]! - 1;
      if (order < 0) continue;
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
    while (found <= this.maxPageOrder && this.#heads[found] === NONE) found++;
    if (found > this.maxPageOrder) return NONE;

    const page = this.#heads[found]!;
    this.#unlink(page, found);
    while (found > order) {
      found--;
      this.#link(page + 2 ** found, found, false);
    }
    this.#free -= 2 ** order;
    this.#freeRange(page + count, page + 2 ** order, true);
    return (this.#origin + page) * 2 ** this.#pageShift;
  }

  /** Gives back `count` pages that start at `address`. */
  free(address: number, count: number): void {
    const page = address / 2 ** this.#pageShift - this.#origin;
    this.#freeRange(page, page + count, false);
  }

  #freeRange(from: number, to: number, toTail: boolean): void {
    let page = from;
    while (page < to) {
      let order = 0;
      while (
        order < this.maxPageOrder && page % 2 ** (order + 1) === 0 &&
        page + 2 ** (order + 1) <= to
      ) order++;
      this.#freeBlock(page, order, toTail);
      page += 2 ** order;
    }
  }

  #freeBlock(page: number, order: number, toTail: boolean): void {
    this.#free += 2 ** order;
    while (order < this.maxPageOrder) {
      const buddy = page ^ (1 << order);
      if (buddy >= this.#pages || this.#order[buddy] !== order + 1) break;
      this.#unlink(buddy, order);
      page = Math.min(page, buddy);
      order++;
    }
    this.#link(page, order, toTail);
  }

  #link(page: number, order: number, toTail: boolean): void {
    this.#order[page] = order + 1;
    if (!toTail) {
      const head = this.#heads[order]!;
      this.#next[page] = head;
      this.#previous[page] = NONE;
      if (head === NONE) this.#tails[order] = page;
      else this.#previous[head] = page;
      this.#heads[order] = page;
      return;
    }
    const tail = this.#tails[order]!;
    this.#previous[page] = tail;
    this.#next[page] = NONE;
    if (tail === NONE) this.#heads[order] = page;
    else this.#next[tail] = page;
    this.#tails[order] = page;
  }

  #unlink(page: number, order: number): void {
    this.#order[page] = 0;
    const next = this.#next[page]!;
    const previous = this.#previous[page]!;
    if (previous === NONE) this.#heads[order] = next;
    else this.#next[previous] = next;
    if (next === NONE) this.#tails[order] = previous;
    else this.#previous[next] = previous;
  }
}
