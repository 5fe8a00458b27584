import { assertEquals } from "@std/assert";
import { changingSteps } from "../../src/diff/attribution.ts";

Deno.test("the steps to the last value, without ways there and back", () => {
  const cases: [string, number[]][] = [
    ["", []],
    ["a", []],
    ["aaa", []],
    ["ab", [1]],
    ["aab", [2]],
    ["abc", [1, 2]],
    ["aba", []],
    ["abab", [3]],
    ["abcbd", [1, 4]],
    ["abbbc", [1, 4]],
  ];
  for (const [values, steps] of cases) {
    assertEquals(changingSteps([...values]), steps, values);
  }
});
