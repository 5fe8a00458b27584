/**
 * The free blocks of a zone: for each order a list, linked through its pages.
 *
 * @module
 */

/** No page. */
export const NONE = -1;

// What a slot holds: the pages before and after it in its list, and the order
// of the free block that starts there, plus 1; 0: none does.
const NEXT = 0;
const PREVIOUS = 1;
const ORDER = 2;
const FIELDS = 3;

/**
 * Lists of free blocks. A block of the largest order has a slot of its own, and
 * the pages within such blocks get theirs when one is first split: most machines
 * never touch most of their memory.
 */
export class FreeLists {
  readonly #maxOrder: number;
  /** Slots of blocks of the largest order; those of pages follow. */
  readonly #blocks: number;
  readonly #pages: number;
  readonly #heads: number[];
  readonly #tails: number[];
  #slots: Int32Array;

  /** Makes empty lists for the orders from 0 to `maxOrder`. */
  constructor(pages: number, maxOrder: number) {
    this.#maxOrder = maxOrder;
    this.#blocks = Math.ceil(pages / 2 ** maxOrder);
    this.#pages = pages;
    this.#heads = new Array(maxOrder + 1).fill(NONE);
    this.#tails = new Array(maxOrder + 1).fill(NONE);
    this.#slots = new Int32Array(this.#blocks * FIELDS);
  }

  /** The first page of the first block of an order, or {@linkcode NONE}. */
  first(order: number): number {
    return this.#heads[order]!;
  }

  /** The first pages of all blocks of an order. */
  *pages(order: number): Generator<number> {
    for (let page = this.first(order); page !== NONE;) {
      yield page;
      page = this.#slots[this.#slot(page, order) + NEXT]!;
    }
  }

  /** Whether a block of this order starts at a page. */
  has(page: number, order: number): boolean {
    return this.#slots[this.#slot(page, order) + ORDER] === order + 1;
  }

  /** The order of the block that starts at a page, or {@linkcode NONE}. */
  orderAt(page: number): number {
    const max = this.#maxOrder;
    if (page % 2 ** max === 0 && this.has(page, max)) return max;
    return (this.#slots[(this.#blocks + page) * FIELDS + ORDER] ?? 0) - 1;
  }

  /** Puts a block at the head of its list, or at the tail. */
  link(page: number, order: number, toTail: boolean): void {
    const slot = this.#slot(page, order);
    if (slot >= this.#slots.length) this.#grow(slot);
    const slots = this.#slots;
    const next = toTail ? NONE : this.#heads[order]!;
    const previous = toTail ? this.#tails[order]! : NONE;
    slots[slot + NEXT] = next;
    slots[slot + PREVIOUS] = previous;
    slots[slot + ORDER] = order + 1;
    if (previous === NONE) this.#heads[order] = page;
    else slots[this.#slot(previous, order) + NEXT] = page;
    if (next === NONE) this.#tails[order] = page;
    else slots[this.#slot(next, order) + PREVIOUS] = page;
  }

  /** Takes a block out of its list. */
  unlink(page: number, order: number): void {
    const slots = this.#slots;
    const slot = this.#slot(page, order);
    const next = slots[slot + NEXT]!;
    const previous = slots[slot + PREVIOUS]!;
    slots[slot + ORDER] = 0;
    if (previous === NONE) this.#heads[order] = next;
    else slots[this.#slot(previous, order) + NEXT] = next;
    if (next === NONE) this.#tails[order] = previous;
    else slots[this.#slot(next, order) + PREVIOUS] = previous;
  }

  #slot(page: number, order: number): number {
    return FIELDS *
      (order === this.#maxOrder ? page >>> order : this.#blocks + page);
  }

  /** Makes room for the block of the largest order that a slot lies in. */
  #grow(slot: number): void {
    const block = 2 ** this.#maxOrder;
    const page = slot / FIELDS - this.#blocks;
    const end = page - page % block + block;
    const known = this.#slots.length / FIELDS - this.#blocks;
    const pages = Math.min(this.#pages, Math.max(end, 2 * known));
    const slots = new Int32Array((this.#blocks + pages) * FIELDS);
    slots.set(this.#slots);
    this.#slots = slots;
  }
}
