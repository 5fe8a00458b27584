/**
 * A red-black tree that trusts its order, as lib/rbtree.c does: a value whose
 * key changes stays where it is, and later ones are placed by the keys that
 * they meet on their way down. The shape is that of the kernel's tree.
 *
 * @module
 */

/** A side of a node, and the other one. */
type Side = 0 | 1;

interface Node<V> {
  readonly value: V;
  parent: Node<V> | undefined;
  readonly children: [Node<V> | undefined, Node<V> | undefined];
  red: boolean;
}

/** Values in the order in which they were once compared. */
export class RedBlackTree<V> {
  readonly #compare: (a: V, b: V) => number;
  readonly #nodes = new Map<V, Node<V>>();
  #root: Node<V> | undefined;

  /** Makes an empty tree; `compare` orders values by their present keys. */
  constructor(compare: (a: V, b: V) => number) {
    this.#compare = compare;
  }

  /** Number of values. */
  get size(): number {
    return this.#nodes.size;
  }

  /** Adds a value; `false` if its way down leads to another with its key. */
  add(value: V): boolean {
    let parent: Node<V> | undefined;
    let side: Side = 0;
    for (let at = this.#root; at !== undefined; at = at.children[side]) {
      const order = this.#compare(value, at.value);
      if (order === 0) return at.value === value;
      parent = at;
      side = order < 0 ? 0 : 1;
    }
    const node: Node<V> = {
      value,
      parent,
      children: [undefined, undefined],
      red: true,
    };
    if (parent === undefined) this.#root = node;
    else parent.children[side] = node;
    this.#nodes.set(value, node);
    this.#settleInsertion(node);
    return true;
  }

  /** Takes out a value, wherever it is; `false` if it is not there. */
  delete(value: V): boolean {
    const node = this.#nodes.get(value);
    if (node === undefined) return false;
    this.#nodes.delete(value);
    this.#unlink(node);
    return true;
  }

  /** All values from left to right. The tree must not change meanwhile. */
  *[Symbol.iterator](): Generator<V> {
    let node = this.#root;
    while (node?.children[0] !== undefined) node = node.children[0];
    for (; node !== undefined; node = following(node)) yield node.value;
  }

  #settleInsertion(inserted: Node<V>): void {
    let node = inserted;
    let parent = node.parent;
    while (parent?.red) {
      const grand = parent.parent!;
      const side = sideOf(parent, grand);
      const uncle = grand.children[other(side)];
      if (uncle?.red) {
        uncle.red = parent.red = false;
        grand.red = true;
        node = grand;
        parent = node.parent;
        continue;
      }
      if (parent.children[side] !== node) {
        this.#rotate(parent, side);
        [node, parent] = [parent, node];
      }
      parent.red = false;
      grand.red = true;
      this.#rotate(grand, other(side));
    }
    this.#root!.red = false;
  }

  /** Takes a node out; one with two children gives its place to the next. */
  #unlink(node: Node<V>): void {
    const [left, right] = node.children;
    if (left === undefined || right === undefined) {
      const child = left ?? right;
      const { parent, red } = node;
      if (child !== undefined) child.parent = parent;
      this.#replace(node, parent, child);
      if (!red) this.#settleRemoval(child, parent);
      return;
    }
    let next = right;
    while (next.children[0] !== undefined) next = next.children[0];
    const child = next.children[1];
    const { red } = next;
    let parent = next.parent!;
    if (parent === node) parent = next;
    else {
      if (child !== undefined) child.parent = parent;
      parent.children[0] = child;
      next.children[1] = right;
      right.parent = next;
    }
    next.children[0] = left;
    left.parent = next;
    this.#replace(node, node.parent, next);
    next.parent = node.parent;
    next.red = node.red;
    if (!red) this.#settleRemoval(child, parent);
  }

  #settleRemoval(
    start: Node<V> | undefined,
    above: Node<V> | undefined,
  ): void {
    let node = start;
    let parent = above;
    while (parent !== undefined && !node?.red) {
      const side: Side = parent.children[0] === node ? 0 : 1;
      const far = other(side);
      let sibling = parent.children[far]!;
      if (sibling.red) {
        sibling.red = false;
        parent.red = true;
        this.#rotate(parent, side);
        sibling = parent.children[far]!;
      }
      if (!sibling.children[0]?.red && !sibling.children[1]?.red) {
        sibling.red = true;
        node = parent;
        parent = node.parent;
        continue;
      }
      if (!sibling.children[far]?.red) {
        sibling.children[side]!.red = false;
        sibling.red = true;
        this.#rotate(sibling, far);
        sibling = parent.children[far]!;
      }
      sibling.red = parent.red;
      parent.red = sibling.children[far]!.red = false;
      this.#rotate(parent, side);
      node = this.#root;
      break;
    }
    if (node !== undefined) node.red = false;
  }

  /** Turns a node down to a side; its child of the other side takes its place. */
  #rotate(node: Node<V>, side: Side): void {
    const up = node.children[other(side)]!;
    const inner = up.children[side];
    node.children[other(side)] = inner;
    if (inner !== undefined) inner.parent = node;
    up.children[side] = node;
    this.#replace(node, node.parent, up);
    up.parent = node.parent;
    node.parent = up;
  }

  #replace(
    node: Node<V>,
    parent: Node<V> | undefined,
    by: Node<V> | undefined,
  ): void {
    if (parent === undefined) this.#root = by;
    else parent.children[sideOf(node, parent)] = by;
  }
}

function other(side: Side): Side {
  return side === 0 ? 1 : 0;
}

function sideOf<V>(node: Node<V>, parent: Node<V>): Side {
  return parent.children[0] === node ? 0 : 1;
}

function following<V>(node: Node<V>): Node<V> | undefined {
  let next = node.children[1];
  if (next !== undefined) {
    while (next.children[0] !== undefined) next = next.children[0];
    return next;
  }
  let below = node;
  let parent = node.parent;
  while (parent !== undefined && parent.children[1] === below) {
    below = parent;
    parent = below.parent;
  }
  return parent;
}
