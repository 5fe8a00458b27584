import { assert, assertEquals } from "@std/assert";
import { PrioTree } from "../../../src/mm/list/prio_tree.ts";
import { ListVma } from "../../../src/mm/list/vma.ts";

let made = 0;

function vma(pgoff: number, length: number): ListVma {
  made++;
  const start = made * 0x10_0000;
  return new ListVma(made, made, null, pgoff, start, start + length, 0);
}

/** Deterministic numbers below n. */
function random(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state * 1103515245 + 12345) & 0x7fff_ffff;
    return (state >>> 8) % n;
  };
}

function ids(vmas: Iterable<ListVma>): number[] {
  return [...vmas].map(({ id }) => id).sort((a, b) => a - b);
}

Deno.test("whole pages: what is entered is there until it is taken out", () => {
  for (let seed = 1; seed <= 200; seed++) {
    const next = random(seed);
    const tree = new PrioTree(12);
    const present: ListVma[] = [];
    for (let i = 0; i < 60; i++) {
      if (present.length > 0 && next(3) === 0) {
        const [gone] = present.splice(next(present.length), 1);
        assert(tree.remove(gone!));
      } else {
        const pgoff = next(4) === 0 ? 0xffff_fff0 + next(4) : next(20);
        const entered = vma(pgoff, 4096 * (1 + next(8)));
        assert(tree.insert(entered));
        present.push(entered);
      }
      assertEquals(ids(tree), ids(present));
      assertEquals(tree.isEmpty, present.length === 0);
      const first = next(24);
      const last = first + next(4);
      const found: ListVma[] = [];
      tree.some(first, last, (other) => {
        found.push(other);
        return false;
      });
      const overlapping = present.filter(({ pgoff, start, end }) =>
        pgoff <= last && pgoff + (end - start) / 4096 - 1 >= first
      );
      assertEquals(ids(found), ids(overlapping));
    }
  }
});

Deno.test("a length below a page can make the kernel find another range", () => {
  const tree = new PrioTree(12);
  const lengths = [4095, 8192, 4096, 4095, 4096, 5000];
  const pages = [2, 0, 1, 0, 1, 2];
  const entered = lengths.map((length, i) =>
    tree.insert(vma(pages[i]!, length))
  );
  assertEquals(entered, [true, true, true, true, true, false]);
});

Deno.test("lengths below a page: every operation ends", () => {
  let stopped = 0;
  for (let seed = 1; seed <= 300; seed++) {
    const next = random(seed);
    const tree = new PrioTree(12);
    const present: ListVma[] = [];
    for (let i = 0; i < 40; i++) {
      const remove = present.length > 0 && next(4) === 0;
      const at = next(present.length || 1);
      const done = remove
        ? tree.remove(present.splice(at, 1)[0]!)
        : tree.insert(present[present.push(vma(next(4), next(9000))) - 1]!);
      if (done) continue;
      stopped++;
      break;
    }
  }
  assert(stopped > 0);
});

Deno.test("two of the same pages: either can go first", () => {
  for (const order of [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0]]) {
    const tree = new PrioTree(12);
    const three = [vma(3, 8192), vma(3, 8192), vma(3, 8192)];
    for (const one of three) assert(tree.insert(one));
    const left = new Set(three);
    for (const number of order) {
      assert(tree.remove(three[number]!));
      left.delete(three[number]!);
      assertEquals(ids(tree), ids(left));
    }
  }
});
