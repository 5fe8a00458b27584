import { assertEquals } from "@std/assert";
import { RedBlackTree } from "../../src/memory/red_black_tree.ts";
import { randomBelow } from "../random.ts";

interface Entry {
  readonly name: string;
  key: number;
}

function tree(): RedBlackTree<Entry> {
  return new RedBlackTree((a, b) => a.key - b.key);
}

function names(made: RedBlackTree<Entry>): string {
  return [...made].map(({ name }) => name).join(" ");
}

Deno.test("values with keys that stay lie in the order of their keys", () => {
  const below = randomBelow(11);
  const made = tree();
  const kept = new Map<number, Entry>();
  for (let i = 0; i < 5000; i++) {
    const key = below(300);
    const known = kept.get(key);
    if (known === undefined) {
      const entry = { name: `${i}`, key };
      assertEquals(made.add(entry), true);
      kept.set(key, entry);
    } else if (below(2) === 0) {
      assertEquals(made.add({ name: "other", key }), false);
      assertEquals(made.add(known), true);
    } else {
      assertEquals(made.delete(known), true);
      assertEquals(made.delete(known), false);
      kept.delete(key);
    }
    assertEquals(made.size, kept.size);
  }
  const keys = [...kept.keys()].sort((a, b) => a - b);
  assertEquals([...made].map(({ key }) => key), keys);
});

Deno.test("what enters with the lowest key and gets another stays first", () => {
  const made = tree();
  for (const [name, key] of [["a", 3], ["b", 1], ["c", 2]] as const) {
    const entry = { name, key: 0 };
    assertEquals(made.add(entry), true);
    entry.key = key;
  }
  assertEquals(names(made), "c b a");
});

Deno.test("a later value is placed by the keys on its way down", () => {
  const made = tree();
  const first = { name: "first", key: 0 };
  made.add(first);
  first.key = 10;
  const second = { name: "second", key: 0 };
  made.add(second);
  second.key = 20;
  made.add({ name: "third", key: 15 });
  assertEquals(names(made), "second first third");
  assertEquals(made.add({ name: "twin", key: 20 }), true);
  assertEquals(made.add({ name: "twin of the root", key: 10 }), false);
  made.delete(first);
  assertEquals(names(made), "second third twin");
});
