import { assertEquals } from "@std/assert";
import { readArguments } from "../../src/cli/arguments.ts";

Deno.test("operands are the text that was given, also where it is a number", () => {
  const { operands, value } = readArguments(
    ["6.10", "--seed", "010", "0x10", "--", "--7"],
    { values: ["seed"] },
  );
  assertEquals(operands, ["6.10", "0x10", "--7"]);
  assertEquals(value("seed"), "010");
});
