/**
 * How a process keeps its VMAs. Since 6.1 that is a maple tree, in which a new
 * VMA overwrites what it covers; before, every VMA had a place of its own.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import { type Range, RangeMap } from "./range_map.ts";
import type { Vma } from "./region.ts";
import type { VmaCache } from "./vma_cache.ts";

/** The VMAs of a process. Ranges include both ends. */
export interface VmaTree extends Iterable<Range<Vma>> {
  /** A new VMA overwrites what it covers. */
  readonly overwrites: boolean;
  /** The first VMA that covers the address, whatever was looked for before. */
  at(address: Word): Vma | undefined;
  /** The VMA that starts and ends there: `find_vma_exact()`. */
  exact(start: Word, end: Word): Vma | undefined;
  /** The first entry that touches `[from, limit]`. */
  find(from: Word, limit: Word): Range<Vma> | undefined;
  /** The last entry that starts at or before the address. */
  floor(address: Word): Vma | undefined;
  /** Where `munmap()` looks, in order. */
  candidates(start: Word, limit: Word): Iterable<Vma>;
  /** Enters a VMA. */
  store(first: Word, last: Word, vma: Vma): void;
  /** Clears a range, or takes out the VMA. */
  clear(first: Word, last: Word, vma: Vma): void;
  /** All VMAs in order. */
  values(): Iterable<Vma>;
}

/**
 * The maple tree, `mm->mm_mt`, of kernels from 6.1 on: what is stored replaces
 * what it covers. Mirrors lib/maple_tree.c.
 */
export class MapleTree extends RangeMap<Vma> implements VmaTree {
  readonly overwrites = true;

  /** The VMA that covers the start, if both ends are the wanted ones. */
  exact(start: Word, end: Word): Vma | undefined {
    const vma = this.at(start);
    return vma?.start === start && vma.end === end ? vma : undefined;
  }

  /** Every entry that touches the range. */
  *candidates(start: Word, limit: Word): Generator<Vma> {
    let from = start;
    for (;;) {
      const found = this.find(from, limit);
      if (found === undefined) return;
      yield found.value;
      if (found.last >= limit) return;
      from = typeof found.last === "number" ? found.last + 1 : found.last + 1n;
    }
  }
}

/**
 * VMAs by start, end and age, `mm->mm_rb`, of kernels before 6.1; they may
 * overlap. Mirrors mm/nommu.c, `add_vma_to_mm()` and `find_vma()`.
 */
export class VmaList implements VmaTree {
  readonly overwrites = false;
  readonly #byStart = new RangeMap<Vma[]>();
  readonly #cache: VmaCache;
  #overlaps = false;

  /** Makes an empty list; lookups of the kernel go through the cache. */
  constructor(cache: VmaCache) {
    this.#cache = cache;
  }

  /** The first VMA that covers the address. */
  at(address: Word): Vma | undefined {
    if (!this.#overlaps) {
      const found = this.#byStart.floor(address)?.[0];
      return found !== undefined && covers(found, address) ? found : undefined;
    }
    for (const vma of this.values()) {
      if (vma.start > address) return undefined;
      if (covers(vma, address)) return vma;
    }
    return undefined;
  }

  /** Of the VMAs with this start the first one with this end. */
  exact(start: Word, end: Word): Vma | undefined {
    const kept = this.#cache.exact(start, end);
    if (kept !== undefined) return kept;
    const found = this.#byStart.at(start)?.find((vma) => vma.end === end);
    if (found !== undefined) this.#cache.keep(start, found);
    return found;
  }

  /** The first VMA that touches `[from, limit]`. */
  find(from: Word, limit: Word): Range<Vma> | undefined {
    const covering = this.at(from);
    if (covering !== undefined) return rangeOf(covering);
    const next = this.#byStart.find(from, limit)?.value[0];
    return next === undefined ? undefined : rangeOf(next);
  }

  /** The last VMA that starts at or before the address. */
  floor(address: Word): Vma | undefined {
    return this.#byStart.floor(address)?.at(-1);
  }

  /** `find_vma()` */
  #findVma(address: Word): Vma | undefined {
    const kept = this.#cache.covering(address);
    if (kept !== undefined) return kept;
    const found = this.at(address);
    if (found !== undefined) this.#cache.keep(address, found);
    return found;
  }

  /** The VMA that covers the start, and all that follow it. */
  *candidates(start: Word, _limit: Word): Generator<Vma> {
    const first = this.#findVma(start);
    if (first === undefined) return;
    let found = false;
    for (const vma of this.values()) {
      found ||= vma === first;
      if (found) yield vma;
    }
  }

  /** Enters a VMA beside all others. */
  store(first: Word, last: Word, vma: Vma): void {
    if (this.find(first, last) !== undefined) this.#overlaps = true;
    const same = this.#byStart.at(first);
    if (same === undefined) {
      this.#byStart.store(first, first, [vma]);
      return;
    }
    same.push(vma);
    same.sort((a, b) => a.end < b.end ? -1 : a.end > b.end ? 1 : a.id - b.id);
  }

  /** Takes the VMA out. */
  clear(first: Word, _last: Word, vma: Vma): void {
    this.#cache.drop(vma);
    const same = this.#byStart.at(first);
    const index = same?.indexOf(vma) ?? -1;
    if (same === undefined || index < 0) return;
    same.splice(index, 1);
    if (same.length === 0) this.#byStart.clear(first, first);
  }

  /** All VMAs in order. */
  *values(): Generator<Vma> {
    for (const same of this.#byStart.values()) yield* same;
  }

  /** All VMAs with their ranges. */
  *[Symbol.iterator](): Generator<Range<Vma>> {
    for (const vma of this.values()) yield rangeOf(vma);
  }
}

function covers(vma: Vma, address: Word): boolean {
  return vma.start <= address && address < vma.end;
}

function rangeOf(vma: Vma): Range<Vma> {
  const { end } = vma;
  const last = typeof end === "number" ? end - 1 : end - 1n;
  return { first: vma.start, last, value: vma };
}
