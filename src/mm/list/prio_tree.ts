/**
 * The VMAs of a file by the pages that they map: a heap by the last page and a
 * radix tree by the first one. Mirrors lib/prio_tree.c and mm/prio_tree.c.
 *
 * It counts whole pages of a VMA. A length below a page makes the last page lie
 * before the first, which the tree was not built for: then it can find another
 * range in the place of the one it looks for, and the kernel stops there.
 *
 * @module
 */
import type { FileVmas, ListVma } from "./vma.ts";

/** A node whose links are known to be set. */
type Node = ListVma;

/** `i_mmap` of one mapping. */
export class PrioTree implements FileVmas {
  readonly #pageShift: number;
  #root: Node | null = null;
  #bits = 1;

  /** Makes an empty tree. */
  constructor(pageShift: number) {
    this.#pageShift = pageShift;
  }

  /** Whether no VMA is in it. */
  get isEmpty(): boolean {
    return this.#root === null;
  }

  /** Forgets every VMA. */
  clear(): void {
    this.#root = null;
    this.#bits = 1;
  }

  /** Enters a VMA; `false` if the kernel stops: `vma_prio_tree_insert()`. */
  insert(vma: ListVma): boolean {
    vma.head = null;
    const found = this.#insert(vma);
    if (found === vma) return true;
    if (
      found.pgoff !== vma.pgoff || this.#last(found) !== this.#last(vma)
    ) return false;
    vma.head = null;
    vma.parent = null;
    if (found.head !== null) linkBefore(vma, found.head);
    else {
      vma.left = vma.right = vma;
      vma.head = found;
      found.head = vma;
    }
    return true;
  }

  /** Takes a VMA out; `false` if the kernel stops: `vma_prio_tree_remove()`. */
  remove(vma: ListVma): boolean {
    const { head } = vma;
    if (head === null) {
      if (vma.parent === null) unlink(vma);
      else return this.#remove(vma);
      return true;
    }
    if (head.head !== vma) return false;
    const list = vma.parent === null ? vma : head;
    const next = list.left === list ? null : list.left!;
    if (next !== null) unlink(list);
    if (vma.parent !== null) {
      if (!this.#replace(vma, head)) return false;
      head.head = next;
      if (next !== null) next.head = head;
    } else {
      head.head = next;
      if (next !== null) next.head = head;
    }
    return true;
  }

  /** Whether a VMA that maps one of these pages passes the test. */
  some(first: number, last: number, test: (vma: ListVma) => boolean): boolean {
    for (const vma of this) {
      if (vma.pgoff <= last && this.#last(vma) >= first && test(vma)) {
        return true;
      }
    }
    return false;
  }

  /** Every VMA that is a node of the tree or in the set of one. */
  *[Symbol.iterator](): Generator<ListVma> {
    const pending = this.#root === null ? [] : [this.#root];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      yield node;
      if (node.head !== null) {
        yield node.head;
        for (
          let other = node.head.left!;
          other !== node.head;
          other = other.left!
        ) yield other;
      }
      if (node.right !== node) pending.push(node.right!);
      if (node.left !== node) pending.push(node.left!);
    }
  }

  /** The last page of a VMA, as the tree sees it. */
  #last(vma: Node): number {
    const pages = ((vma.end - vma.start) >>> 0) >>> this.#pageShift;
    return (vma.pgoff + pages - 1) >>> 0;
  }

  /** The VMA, or the node that already has its pages: `prio_tree_insert()`. */
  #insert(vma: Node): Node {
    let first = vma.pgoff;
    let last = this.#last(vma);
    if (this.#root === null || last > 2 ** this.#bits - 1) {
      this.#expand(vma, last);
      return vma;
    }
    let node = vma;
    let current = this.#root;
    let mask = 2 ** (this.#bits - 1) >>> 0;
    let bySize = false;
    for (;;) {
      const currentFirst = current.pgoff;
      const currentLast = this.#last(current);
      if (currentFirst === first && currentLast === last) return current;
      if (
        currentLast < last || (currentLast === last && currentFirst > first)
      ) {
        this.#replace(current, node);
        [node, current] = [current, node];
        first = currentFirst;
        last = currentLast;
      }
      const index = bySize ? last - first : first;
      if (index & mask) {
        if (current.right === current) {
          reset(node);
          current.right = node;
          node.parent = current;
          return vma;
        }
        current = current.right!;
      } else {
        if (current.left === current) {
          reset(node);
          current.left = node;
          node.parent = current;
          return vma;
        }
        current = current.left!;
      }
      mask >>>= 1;
      if (mask === 0) {
        mask = 0x8000_0000;
        bySize = true;
      }
    }
  }

  /** Makes room for a last page with more bits: `prio_tree_expand()`. */
  #expand(node: Node, last: number): void {
    let first: Node | null = null;
    let tail: Node | null = null;
    if (last > 2 ** this.#bits - 1) this.#bits++;
    while (last > 2 ** this.#bits - 1) {
      this.#bits++;
      if (this.#root === null) continue;
      const top: Node = this.#root;
      this.#remove(top);
      reset(top);
      if (first === null) first = top;
      else {
        tail!.left = top;
        top.parent = tail;
      }
      tail = top;
    }
    reset(node);
    if (first !== null) {
      node.left = first;
      first.parent = node;
    } else tail = node;
    if (this.#root !== null) {
      tail!.left = this.#root;
      this.#root.parent = tail;
    }
    this.#root = node;
  }

  /** Puts `node` in the place of `old`: `prio_tree_replace()`. */
  #replace(old: Node, node: Node): boolean {
    reset(node);
    if (old.parent === old) {
      if (this.#root !== old) return false;
      this.#root = node;
    } else {
      const above = old.parent!;
      node.parent = above;
      if (above.left === old) above.left = node;
      else above.right = node;
    }
    if (old.left !== old) {
      node.left = old.left;
      old.left!.parent = node;
    }
    if (old.right !== old) {
      node.right = old.right;
      old.right!.parent = node;
    }
    return true;
  }

  /** Takes a node out of the tree: `prio_tree_remove()`. */
  #remove(node: Node): boolean {
    let current = node;
    for (;;) {
      const left = current.left!;
      const right = current.right!;
      if (left === current && right === current) break;
      if (left === current) current = right;
      else if (right === current) current = left;
      else current = this.#last(left) >= this.#last(right) ? left : right;
    }
    if (current.parent === current) {
      if (this.#root !== current) return false;
      this.clear();
      return true;
    }
    const above = current.parent!;
    if (above.right === current) above.right = above;
    else above.left = above;
    while (current !== node) {
      const old: Node = current.parent!;
      if (!this.#replace(old, current)) return false;
      current = old;
    }
    return true;
  }
}

/** A node without neighbours: `INIT_PRIO_TREE_NODE()`. */
function reset(node: Node): void {
  node.left = node.right = node.parent = node;
}

/** `list_add_tail()`. */
function linkBefore(vma: Node, head: Node): void {
  const before = head.right!;
  head.right = vma;
  vma.left = head;
  vma.right = before;
  before.left = vma;
}

/** `list_del_init()`. */
function unlink(vma: Node): void {
  vma.right!.left = vma.left;
  vma.left!.right = vma.right;
  vma.left = vma.right = vma;
}
