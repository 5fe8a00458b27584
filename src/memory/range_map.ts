/**
 * An ordered map from ranges of words to values in which a store overwrites
 * what it covers, as the kernel's maple tree does (lib/maple_tree.c,
 * `mas_store()`).
 *
 * Ranges include both ends, so that one may reach `ULONG_MAX`. Entries lie in
 * leaves of bounded size: every operation costs two binary searches and moves
 * within one leaf.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";

/** One entry: both ends are inside. */
export interface Range<V> {
  /** First word of the range. */
  readonly first: Word;
  /** Last word of the range. */
  readonly last: Word;
  /** What the range maps to. */
  readonly value: V;
}

interface Leaf<V> {
  readonly firsts: Word[];
  readonly lasts: Word[];
  readonly values: V[];
}

const LEAF_SIZE = 128;

/**
 * Ranges of words, disjoint and ordered.
 *
 * @example
 * ```ts
 * import { RangeMap } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const map = new RangeMap<string>();
 * map.store(0, 99, "first");
 * map.store(50, 59, "second");
 * assertEquals([...map].map(({ first, last, value }) => [first, last, value]), [
 *   [0, 49, "first"],
 *   [50, 59, "second"],
 *   [60, 99, "first"],
 * ]);
 * ```
 */
export class RangeMap<V> {
  readonly #leaves: Leaf<V>[] = [];
  #size = 0;
  // Position found by #seek(), valid until the next change.
  #leaf = 0;
  #index = 0;

  /** Number of entries. */
  get size(): number {
    return this.#size;
  }

  /** The value of the entry that covers `point`. */
  at(point: Word): V | undefined {
    this.#seek(point);
    const leaf = this.#leaves[this.#leaf];
    return leaf !== undefined && leaf.firsts[this.#index]! <= point
      ? leaf.values[this.#index]
      : undefined;
  }

  /** The first entry that touches `[from, limit]`. */
  find(from: Word, limit: Word): Range<V> | undefined {
    if (limit < from) return undefined;
    this.#seek(from);
    const leaf = this.#leaves[this.#leaf];
    const first = leaf?.firsts[this.#index];
    if (leaf === undefined || first === undefined || first > limit) {
      return undefined;
    }
    return {
      first,
      last: leaf.lasts[this.#index]!,
      value: leaf.values[this.#index]!,
    };
  }

  /** The value of the last entry that starts at or before `point`. */
  floor(point: Word): V | undefined {
    this.#seek(point);
    const leaf = this.#leaves[this.#leaf];
    if (leaf !== undefined && leaf.firsts[this.#index]! <= point) {
      return leaf.values[this.#index];
    }
    if (this.#index > 0) return leaf?.values[this.#index - 1];
    return this.#leaves[this.#leaf - 1]?.values.at(-1);
  }

  /** Maps `[first, last]` to `value`, over whatever was there. */
  store(first: Word, last: Word, value: V): void {
    this.clear(first, last);
    this.#insert(first, last, value);
  }

  /** Removes `[first, last]`; entries that reach out of it keep the rest. */
  clear(first: Word, last: Word, _value?: V): void {
    for (;;) {
      this.#seek(first);
      const leaf = this.#leaves[this.#leaf];
      if (leaf === undefined) return;
      const index = this.#index;
      const from = leaf.firsts[index];
      if (from === undefined || from > last) return;
      const to = leaf.lasts[index]!;
      if (from < first) {
        leaf.lasts[index] = before(first);
        if (to > last) {
          this.#insert(after(last), to, leaf.values[index]!);
          return;
        }
      } else if (to > last) {
        leaf.firsts[index] = after(last);
        return;
      } else this.#removeAt(this.#leaf, index);
    }
  }

  /** All entries in order. The map must not change meanwhile. */
  *[Symbol.iterator](): Generator<Range<V>> {
    for (const leaf of this.#leaves) {
      for (let i = 0; i < leaf.firsts.length; i++) {
        yield {
          first: leaf.firsts[i]!,
          last: leaf.lasts[i]!,
          value: leaf.values[i]!,
        };
      }
    }
  }

  /** All values in order. The map must not change meanwhile. */
  *values(): Generator<V> {
    for (const leaf of this.#leaves) yield* leaf.values;
  }

  /** Finds the first entry whose end is at or after `point`. */
  #seek(point: Word): void {
    const leaves = this.#leaves;
    let low = 0;
    let high = leaves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { lasts } = leaves[middle]!;
      if (lasts[lasts.length - 1]! < point) low = middle + 1;
      else high = middle;
    }
    this.#leaf = low;
    const leaf = leaves[low];
    if (leaf === undefined) {
      this.#index = 0;
      return;
    }
    const { lasts } = leaf;
    let left = 0;
    let right = lasts.length - 1;
    while (left < right) {
      const middle = (left + right) >>> 1;
      if (lasts[middle]! < point) left = middle + 1;
      else right = middle;
    }
    this.#index = left;
  }

  #insert(first: Word, last: Word, value: V): void {
    this.#size++;
    const leaves = this.#leaves;
    this.#seek(first);
    let at = this.#leaf;
    let index = this.#index;
    if (at === leaves.length) {
      if (at === 0) {
        leaves.push({ firsts: [first], lasts: [last], values: [value] });
        return;
      }
      at--;
      index = leaves[at]!.firsts.length;
    }
    const leaf = leaves[at]!;
    leaf.firsts.splice(index, 0, first);
    leaf.lasts.splice(index, 0, last);
    leaf.values.splice(index, 0, value);
    if (leaf.firsts.length > LEAF_SIZE) {
      // Ascending stores are the usual ones: leave the left half full.
      const cut = index === LEAF_SIZE ? LEAF_SIZE : LEAF_SIZE >>> 1;
      leaves.splice(at + 1, 0, {
        firsts: leaf.firsts.splice(cut),
        lasts: leaf.lasts.splice(cut),
        values: leaf.values.splice(cut),
      });
    }
  }

  #removeAt(at: number, index: number): void {
    this.#size--;
    const leaf = this.#leaves[at]!;
    leaf.firsts.splice(index, 1);
    leaf.lasts.splice(index, 1);
    leaf.values.splice(index, 1);
    if (leaf.firsts.length === 0) this.#leaves.splice(at, 1);
  }
}

function before(word: Word): Word {
  if (typeof word === "number") return word - 1;
  const less = word - 1n;
  return less <= Number.MAX_SAFE_INTEGER ? Number(less) : less;
}

function after(word: Word): Word {
  if (typeof word === "number" && word < Number.MAX_SAFE_INTEGER) {
    return word + 1;
  }
  return BigInt(word) + 1n;
}
