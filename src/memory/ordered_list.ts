/**
 * Values in the order of their keys. They lie in leaves of bounded size: every
 * operation costs two binary searches and moves within one leaf, and a value
 * takes little more than its reference.
 *
 * @module
 */

/** How values are ordered. */
export interface Ordering<V, K> {
  /** The key of a value; it must not change while the value is in the list. */
  keyOf(value: V): K;
  /** Below 0, 0 or above 0, as `a` comes before, with or after `b`. */
  compare(a: K, b: K): number;
}

const LEAF_SIZE = 128;

/** Values with different keys, in order. */
export class OrderedList<V, K> {
  readonly #ordering: Ordering<V, K>;
  readonly #leaves: V[][] = [];
  #size = 0;
  // Position found by #seek(), valid until the next change.
  #leaf = 0;
  #index = 0;

  /** Makes an empty list. */
  constructor(ordering: Ordering<V, K>) {
    this.#ordering = ordering;
  }

  /** Number of values. */
  get size(): number {
    return this.#size;
  }

  /** The value with this key. */
  get(key: K): V | undefined {
    this.#seek(key);
    return this.#isAt(key) ? this.#leaves[this.#leaf]![this.#index] : undefined;
  }

  /** The last value whose key is this one or comes before it. */
  floor(key: K): V | undefined {
    const found = this.get(key);
    if (found !== undefined) return found;
    if (this.#index > 0) return this.#leaves[this.#leaf]![this.#index - 1];
    return this.#leaves[this.#leaf - 1]?.at(-1);
  }

  /** Adds a value; `false` if there is one with the same key. */
  add(value: V): boolean {
    const key = this.#ordering.keyOf(value);
    this.#seek(key);
    if (this.#isAt(key)) return false;
    this.#insert(value);
    return true;
  }

  /** Takes out a value; `false` if it is not there. */
  delete(value: V): boolean {
    this.#seek(this.#ordering.keyOf(value));
    const leaf = this.#leaves[this.#leaf];
    if (leaf === undefined || leaf[this.#index] !== value) return false;
    leaf.splice(this.#index, 1);
    if (leaf.length === 0) this.#leaves.splice(this.#leaf, 1);
    this.#size--;
    return true;
  }

  /**
   * Visits the values from a key on, in order, as long as `visit` answers
   * `true`. The list must not change meanwhile.
   */
  visitFrom(key: K, visit: (value: V) => boolean): void {
    this.#seek(key);
    let index = this.#index;
    for (let at = this.#leaf; at < this.#leaves.length; at++) {
      const leaf = this.#leaves[at]!;
      for (; index < leaf.length; index++) {
        if (!visit(leaf[index]!)) return;
      }
      index = 0;
    }
  }

  /** All values in order. The list must not change meanwhile. */
  *[Symbol.iterator](): Generator<V> {
    for (const leaf of this.#leaves) yield* leaf;
  }

  /** Finds the first value whose key does not come before this one. */
  #seek(key: K): void {
    const leaves = this.#leaves;
    let low = 0;
    let high = leaves.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const leaf = leaves[middle]!;
      if (this.#comesBefore(leaf[leaf.length - 1]!, key)) low = middle + 1;
      else high = middle;
    }
    this.#leaf = low;
    const leaf = leaves[low];
    let left = 0;
    let right = leaf === undefined ? 0 : leaf.length - 1;
    while (left < right) {
      const middle = (left + right) >>> 1;
      if (this.#comesBefore(leaf![middle]!, key)) left = middle + 1;
      else right = middle;
    }
    this.#index = left;
  }

  #comesBefore(value: V, key: K): boolean {
    const { keyOf, compare } = this.#ordering;
    return compare(keyOf(value), key) < 0;
  }

  #isAt(key: K): boolean {
    const leaf = this.#leaves[this.#leaf];
    if (leaf === undefined) return false;
    const { keyOf, compare } = this.#ordering;
    return compare(keyOf(leaf[this.#index]!), key) === 0;
  }

  #insert(value: V): void {
    this.#size++;
    const leaves = this.#leaves;
    let at = this.#leaf;
    let index = this.#index;
    if (at === leaves.length) {
      if (at === 0) {
        leaves.push([value]);
        return;
      }
      at--;
      index = leaves[at]!.length;
    }
    const leaf = leaves[at]!;
    leaf.splice(index, 0, value);
    if (leaf.length <= LEAF_SIZE) return;
    // Ascending keys are the usual ones: leave the left half full.
    const cut = index === LEAF_SIZE ? LEAF_SIZE : LEAF_SIZE >>> 1;
    leaves.splice(at + 1, 0, leaf.splice(cut));
  }
}
