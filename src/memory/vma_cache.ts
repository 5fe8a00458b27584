/**
 * The VMAs that a process was asked about last, which `find_vma()` looks at
 * before it walks all of them. Where VMAs overlap, which one is found depends on
 * what was looked for before.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Vma } from "./region.ts";

/** Which VMAs are kept, and in which order they are looked at. */
export type VmaCacheKind =
  /** The last one: `mm->mmap_cache` (until 3.14). */
  | "last"
  /** Four, by page: `vmacache_find()` (from 3.15 on). */
  | "four"
  /** Four, beginning with the place of the page (4.19 to 6.0). */
  | "four-from-page";

/** VMAs that were found. */
export class VmaCache {
  readonly #kind: VmaCacheKind;
  readonly #places: (Vma | undefined)[];
  readonly #pageSize: number;

  /** Makes an empty cache. */
  constructor(kind: VmaCacheKind, pageSize: number) {
    this.#kind = kind;
    this.#pageSize = pageSize;
    this.#places = new Array(kind === "last" ? 1 : 4).fill(undefined);
  }

  /** The first kept VMA that covers the address: `vmacache_find()`. */
  covering(address: Word): Vma | undefined {
    const places = this.#places;
    const first = this.#firstFor(address);
    for (let i = 0; i < places.length; i++) {
      const vma = places[(first + i) % places.length];
      if (vma === undefined) continue;
      if (vma.start <= address && address < vma.end) return vma;
    }
    return undefined;
  }

  /** The first kept VMA with these ends: `vmacache_find_exact()`. */
  exact(start: Word, end: Word): Vma | undefined {
    const places = this.#places;
    const first = this.#firstFor(start);
    for (let i = 0; i < places.length; i++) {
      const vma = places[(first + i) % places.length];
      if (vma !== undefined && vma.start === start && vma.end === end) {
        return vma;
      }
    }
    return undefined;
  }

  /** Keeps a VMA that was found at an address. */
  keep(address: Word, vma: Vma): void {
    this.#places[this.#placeOf(address)] = vma;
  }

  /** A VMA is taken out: if it was kept, nothing is. */
  drop(vma: Vma): void {
    if (this.#places.includes(vma)) this.#places.fill(undefined);
  }

  #firstFor(address: Word): number {
    return this.#kind === "four-from-page" ? this.#placeOf(address) : 0;
  }

  #placeOf(address: Word): number {
    const { length } = this.#places;
    if (length === 1) return 0;
    return typeof address === "number"
      ? Math.floor(address / this.#pageSize) % length
      : Number(address / BigInt(this.#pageSize) % BigInt(length));
  }
}
