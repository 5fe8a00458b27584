import { assertEquals } from "@std/assert";
import { counted, grouped } from "../../src/writing/numbers.ts";

Deno.test("grouped() has a comma after each thousand", () => {
  for (const number of [0, 7, 999, 1000, 65_536, 123_456, 6_291_520, -1234]) {
    assertEquals(grouped(number), number.toLocaleString("en-US"));
  }
});

Deno.test("counted() agrees with its noun", () => {
  assertEquals(
    [counted(1, "rule"), counted(1200, "rule"), counted(0, "die", "dice")],
    ["1 rule", "1,200 rules", "0 dice"],
  );
});
