import { assertEquals, assertNotEquals } from "@std/assert";
import { Random } from "../../../../src/referee/fuzz/draw/random.ts";

Deno.test("the same seed gives the same choices", () => {
  const a = new Random(42);
  const b = new Random(42);
  const list = (random: Random) =>
    Array.from({ length: 20 }, () => random.below(1000));
  assertEquals(list(a), list(b));
  assertNotEquals(list(new Random(43)), list(new Random(42)));
});

Deno.test("weighted() never takes what has no weight", () => {
  const random = new Random(1);
  for (let i = 0; i < 200; i++) {
    assertEquals(random.weighted([[0, "never"], [1, "always"]]), "always");
  }
});

Deno.test("below() reaches all numbers and no others", () => {
  const random = new Random(5);
  const seen = new Set(Array.from({ length: 500 }, () => random.below(7)));
  assertEquals([...seen].sort(), [0, 1, 2, 3, 4, 5, 6]);
});
