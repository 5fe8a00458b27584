/**
 * The free blocks of a zone: for each order a list, linked through its pages.
 *
 * @module
 */

/** No page. */
export const NONE = -1;

/**
 * Lists of free blocks. A block of the largest order has a slot of its own, and
 * the pages within such blocks get theirs when one is first split: most machines
 * never touch most of their memory.
 */
export class FreeLists {
  readonly #maxOrder: number;
  /** Slots of blocks of the largest order; those of pages follow. */
  readonly #blocks: number;
  readonly #slots: number;
  // Order of the free block that starts at a page, plus 1; 0: none does.
  #order: Uint8Array;
  #next: Int32Array;
  #previous: Int32Array;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;

  /** Makes empty lists for the orders from 0 to `maxOrder`. */
  constructor(pages: number, maxOrder: number) {
    this.#maxOrder = maxOrder;
    this.#blocks = Math.ceil(pages / 2 ** maxOrder);
    this.#slots = this.#blocks + pages;
    this.#order = new Uint8Array(this.#blocks);
    this.#next = new Int32Array(this.#blocks);
    this.#previous = new Int32Array(this.#blocks);
    this.#heads = new Int32Array(maxOrder + 1).fill(NONE);
    this.#tails = new Int32Array(maxOrder + 1).fill(NONE);
  }

  /** The first page of the first block of an order, or {@linkcode NONE}. */
  first(order: number): number {
    return this.#heads[order]!;
  }

  /** The first pages of all blocks of an order. */
  *pages(order: number): Generator<number> {
    for (let page = this.first(order); page !== NONE;) {
      yield page;
      page = this.#next[this.#slot(page, order)]!;
    }
  }

  /** Whether a block of this order starts at a page. */
  has(page: number, order: number): boolean {
    return this.#order[this.#slot(page, order)] === order + 1;
  }

  /** The order of the block that starts at a page, or {@linkcode NONE}. */
  orderAt(page: number): number {
    const max = this.#maxOrder;
    if (page % 2 ** max === 0 && this.has(page, max)) return max;
    return (this.#order[this.#blocks + page] ?? 0) - 1;
  }

  /** Puts a block at the head of its list, or at the tail. */
  link(page: number, order: number, toTail: boolean): void {
    const slot = this.#slot(page, order);
    if (slot >= this.#order.length) this.#grow(slot);
    this.#order[slot] = order + 1;
    const head = toTail ? NONE : this.#heads[order]!;
    const tail = toTail ? this.#tails[order]! : NONE;
    this.#next[slot] = head;
    this.#previous[slot] = tail;
    if (tail !== NONE) this.#next[this.#slot(tail, order)] = page;
    else this.#heads[order] = page;
    if (head !== NONE) this.#previous[this.#slot(head, order)] = page;
    else this.#tails[order] = page;
  }

  /** Takes a block out of its list. */
  unlink(page: number, order: number): void {
    const slot = this.#slot(page, order);
    this.#order[slot] = 0;
    const next = this.#next[slot]!;
    const previous = this.#previous[slot]!;
    if (previous === NONE) this.#heads[order] = next;
    else this.#next[this.#slot(previous, order)] = next;
    if (next === NONE) this.#tails[order] = previous;
    else this.#previous[this.#slot(next, order)] = previous;
  }

  #slot(page: number, order: number): number {
    return order === this.#maxOrder ? page >>> order : this.#blocks + page;
  }

  #grow(slot: number): void {
    const block = 2 ** this.#maxOrder;
    const wanted = slot + block - (slot - this.#blocks) % block;
    const length = Math.min(
      this.#slots,
      Math.max(wanted, 2 * this.#order.length),
    );
    const larger = <T extends Uint8Array | Int32Array>(to: T, from: T): T => {
      to.set(from);
      return to;
    };
    this.#order = larger(new Uint8Array(length), this.#order);
    this.#next = larger(new Int32Array(length), this.#next);
    this.#previous = larger(new Int32Array(length), this.#previous);
  }
}
