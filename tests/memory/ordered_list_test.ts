import { assert, assertEquals } from "@std/assert";
import { OrderedList } from "../../src/memory/ordered_list.ts";
import { randomBelow } from "../random.ts";

interface Entry {
  readonly key: number;
}

function list(keys: readonly number[] = []): OrderedList<Entry, number> {
  const made = new OrderedList<Entry, number>({
    keyOf: ({ key }) => key,
    compare: (a, b) => a - b,
  });
  for (const key of keys) made.add({ key });
  return made;
}

Deno.test("values come in the order of their keys, each key once", () => {
  const made = list([3, 1, 2]);
  assertEquals([...made], [{ key: 1 }, { key: 2 }, { key: 3 }]);
  assertEquals(made.add({ key: 2 }), false);
  assertEquals(made.size, 3);
});

Deno.test("only the value itself is taken out", () => {
  const value = { key: 7 };
  const made = list([6]);
  made.add(value);
  assertEquals(made.delete({ key: 7 }), false);
  assertEquals(made.delete({ key: 8 }), false);
  assertEquals(made.delete(value), true);
  assertEquals(made.delete(value), false);
  assertEquals([...made], [{ key: 6 }]);
});

Deno.test("floor() gives the last value at or before a key", () => {
  const made = list(Array.from({ length: 1000 }, (_, i) => 10 * i));
  assertEquals(made.floor(-1), undefined);
  assertEquals(made.floor(0)?.key, 0);
  assertEquals(made.floor(4321)?.key, 4320);
  assertEquals(made.floor(1e9)?.key, 9990);
  assertEquals(list().floor(5), undefined);
});

Deno.test("visitFrom() stops when it is told to", () => {
  const made = list(Array.from({ length: 1000 }, (_, i) => 10 * i));
  const seen: number[] = [];
  made.visitFrom(1281, ({ key }) => {
    seen.push(key);
    return key < 1310;
  });
  assertEquals(seen, [1290, 1300, 1310]);
  made.visitFrom(1e9, () => {
    throw new Error("There is nothing behind the last value");
  });
});

Deno.test("a long random run agrees with a sorted array", () => {
  const below = randomBelow(20260101);
  const made = list();
  const entries = new Map<number, Entry>();
  for (let round = 0; round < 20_000; round++) {
    const key = below(3000);
    const present = entries.get(key);
    if (below(5) < 2) {
      assertEquals(
        present === undefined ? false : made.delete(present),
        entries.delete(key),
      );
    } else {
      const entry = { key };
      assertEquals(made.add(entry), present === undefined);
      if (present === undefined) entries.set(key, entry);
    }
    if (round % 1000 !== 0) continue;
    const keys = [...entries.keys()].sort((a, b) => a - b);
    assertEquals([...made].map(({ key }) => key), keys);
    const probe = below(3000);
    assertEquals(made.get(probe), entries.get(probe));
    const floor = keys.filter((other) => other <= probe).at(-1);
    assertEquals(made.floor(probe)?.key, floor);
  }
  assert(made.size > 1000);
});
