import { assert, assertEquals, assertThrows } from "@std/assert";
import { readShard, testsOfShard } from "../../src/cli/shard.ts";
import { InputError } from "../../src/errors.ts";
import { EDITIONS } from "../../src/policy/editions.ts";
import type { Test } from "../../src/scenario/run/select.ts";
import type { Scenario } from "../../src/scenario/types.ts";

function testsOf(ids: readonly string[], kernels = 2): Test[] {
  return ids.flatMap((id) =>
    EDITIONS.slice(0, kernels).map((edition) => ({
      scenario: { id } as Scenario,
      edition,
    }))
  );
}

const IDS = Array.from({ length: 300 }, (_, i) => `scenario-${i}`);

function shardOf(tests: readonly Test[], count: number): Map<string, number> {
  const found = new Map<string, number>();
  for (let index = 1; index <= count; index++) {
    for (const { scenario } of testsOfShard(tests, { index, count })) {
      found.set(scenario.id, index);
    }
  }
  return found;
}

Deno.test("readShard() takes what it says and refuses the rest", () => {
  assertEquals(readShard("2/4"), { index: 2, count: 4 });
  assertEquals(readShard("1/1"), { index: 1, count: 1 });
  for (
    const wrong of [
      "",
      "1",
      "0/4",
      "5/4",
      "1/0",
      "-1/4",
      "1/4/2",
      "a/b",
      "1/ 4",
      "1/99999",
    ]
  ) {
    assertThrows(() => readShard(wrong), InputError, `Wrong shard '${wrong}'`);
  }
});

Deno.test("testsOfShard() gives every test to exactly one part, in order", () => {
  const tests = testsOf(IDS);
  for (const count of [1, 2, 3, 7, 400]) {
    const parts = Array.from(
      { length: count },
      (_, i) => testsOfShard(tests, { index: i + 1, count }),
    );
    assertEquals(parts.flat().length, tests.length);
    assertEquals(new Set(parts.flat()).size, tests.length);
    for (const part of parts) {
      const places = part.map((test) => tests.indexOf(test));
      assertEquals(places, [...places].sort((a, b) => a - b));
    }
  }
});

Deno.test("testsOfShard() keeps the kernels of a scenario together", () => {
  for (const part of [1, 2, 3]) {
    const ids = testsOfShard(testsOf(IDS), { index: part, count: 3 })
      .map(({ scenario }) => scenario.id);
    for (const id of ids) {
      assertEquals(ids.filter((other) => other === id).length, 2);
    }
  }
});

Deno.test("testsOfShard() is balanced", () => {
  for (const count of [2, 3, 4, 8, 16]) {
    const sizes = Array.from(
      { length: count },
      (_, i) => testsOfShard(testsOf(IDS), { index: i + 1, count }).length,
    );
    // A part may be over by the kernels of one scenario.
    assert(Math.max(...sizes) <= Math.ceil(600 / count) + 1, String(sizes));
  }
});

Deno.test("testsOfShard() hardly moves what stays", () => {
  const before = shardOf(testsOf(IDS), 4);
  const after = shardOf(
    testsOf(["new-1", ...IDS.filter((_, i) => i % 60 !== 7), "new-2"]),
    4,
  );
  const moved = [...after].filter(([id, part]) =>
    before.has(id) && before.get(id) !== part
  );
  assert(moved.length < 15, `${moved.length} of ${after.size} moved`);
});
