/**
 * Memory as the real kernel gave it out, so that the engine speaks of the same
 * addresses and finds regions in the same order.
 *
 * @module
 */

import { orderOf, type PageAllocator } from "../../memory/buddy.ts";
import { MEMORY } from "../target/machine.ts";

const PAGE = 4096;

/** Gives out the addresses that it was told of, in order. */
export class KernelAllocator implements PageAllocator {
  readonly maxPageOrder = 10;
  readonly freePages = 0;
  #known: number[] = [];
  #spare = MEMORY.all.base + MEMORY.all.size;

  /** Tells the addresses of the allocations that come next. */
  expect(addresses: readonly number[]): void {
    this.#known = [...addresses];
  }

  /**
   * The address that was told, else one that nobody looks at. Pages of two
   * allocations that nobody told of never touch.
   */
  allocate(count: number): number {
    if (orderOf(count) > this.maxPageOrder) return -1;
    const known = this.#known.shift();
    if (known !== undefined) return known;
    const address = this.#spare;
    this.#spare += (count + 1) * PAGE;
    return address;
  }

  /** Which memory is used again, the kernel says. */
  free(): void {}
}
