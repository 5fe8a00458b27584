/**
 * Memory in the size classes of `kmalloc()`: include/linux/kmalloc_sizes.h.
 *
 * @module
 */
import type { PageAllocator } from "../../memory/buddy.ts";

/** What memory is allocated for. */
export const ALLOCATION = {
  /** An element of a process's list: `struct vm_list_struct`. */
  ELEMENT: 0,
  /** A VMA: `struct vm_area_struct`. */
  VMA: 1,
  /** The bytes of a mapping. */
  DATA: 2,
} as const;

/** One of {@linkcode ALLOCATION}. */
export type AllocationUse = 0 | 1 | 2;

/** Gives out memory. Addresses and sizes are in bytes. */
export interface Kmalloc {
  /** Address of `bytes` bytes, or 0. */
  allocate(bytes: number, use: AllocationUse): number;
  /** Gives memory back: `kfree()`. */
  free(address: number): void;
  /** Bytes at this address, 0 for what was not allocated: `kobjsize()`. */
  sizeOf(address: number): number;
}

/** Largest size without `CONFIG_LARGE_ALLOCS`, in bytes. */
export const LARGEST_KMALLOC = 0x10_0000;

/** The size classes on a machine without an MMU, ascending, in bytes. */
export function kmallocSizes(
  pageSize: number,
  largest: number = LARGEST_KMALLOC,
): number[] {
  const sizes = pageSize === 4096 ? [32, 64, 96, 128, 192] : [
    64,
    96,
    128,
    192,
  ];
  for (let size = 256; size <= largest; size *= 2) sizes.push(size);
  return sizes;
}

/** The class that holds `bytes` bytes, or 0; a request of 0 takes the least. */
export function sizeClass(bytes: number, sizes: readonly number[]): number {
  for (const size of sizes) if (bytes <= size) return size;
  return 0;
}

/** Slabs of equal objects, cut from blocks of pages. */
export class SlabKmalloc implements Kmalloc {
  readonly #pages: PageAllocator;
  readonly #pageSize: number;
  readonly #sizes: readonly number[];
  /** Free objects below a page, by class, last freed first. */
  readonly #free = new Map<number, number[]>();
  readonly #live = new Map<number, number>();

  /** Takes its pages from `pages`. */
  constructor(
    pages: PageAllocator,
    pageSize: number,
    largest: number = LARGEST_KMALLOC,
  ) {
    this.#pages = pages;
    this.#pageSize = pageSize;
    this.#sizes = kmallocSizes(pageSize, largest);
  }

  /** Largest size, in bytes. */
  get largest(): number {
    return this.#sizes.at(-1)!;
  }

  allocate(bytes: number): number {
    const size = sizeClass(bytes, this.#sizes);
    if (size === 0) return 0;
    const address = size < this.#pageSize
      ? this.#object(size)
      : this.#pages.allocate(size / this.#pageSize);
    if (address <= 0) return 0;
    this.#live.set(address, size);
    return address;
  }

  free(address: number): void {
    const size = this.#live.get(address);
    if (size === undefined) return;
    this.#live.delete(address);
    if (size < this.#pageSize) this.#free.get(size)!.push(address);
    else this.#pages.free(address, size / this.#pageSize);
  }

  sizeOf(address: number): number {
    return this.#live.get(address) ?? 0;
  }

  #object(size: number): number {
    let free = this.#free.get(size);
    if (free === undefined) this.#free.set(size, free = []);
    if (free.length === 0) {
      const page = this.#pages.allocate(1);
      if (page < 0) return 0;
      const count = Math.floor(this.#pageSize / size);
      for (let i = count - 1; i >= 0; i--) free.push(page + i * size);
    }
    return free.pop()!;
  }
}
