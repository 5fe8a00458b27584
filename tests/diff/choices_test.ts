import { assertEquals } from "@std/assert";
import { Choices, forEachChoice } from "../../src/diff/choices.ts";

Deno.test("every combination that is asked for comes once", () => {
  const seen: string[] = [];
  forEachChoice([2, 3, 2], (choices) => {
    seen.push([0, 1, 2].map((choice) => choices.pick(choice)).join(""));
  });
  assertEquals(seen.length, 12);
  assertEquals(new Set(seen).size, 12);
});

Deno.test("a choice that nobody asks for is not varied", () => {
  const seen: number[][] = [];
  forEachChoice([3, 5, 2], (choices) => {
    if (choices.pick(2) === 1) choices.pick(0);
    seen.push(choices.values());
  });
  assertEquals(seen, [[0, 0, 0], [0, 0, 1], [1, 0, 1], [2, 0, 1]]);
});

Deno.test("a choice has one answer in a combination", () => {
  const choices = new Choices([4]);
  assertEquals(choices.isPicked(0), false);
  assertEquals(choices.pick(0), 0);
  choices.next();
  assertEquals([choices.pick(0), choices.pick(0)], [1, 1]);
  assertEquals(choices.isPicked(0), true);
});

Deno.test("without a choice there is one combination", () => {
  let count = 0;
  forEachChoice([7, 7], () => count++);
  assertEquals(count, 1);
});
