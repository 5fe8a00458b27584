import { assertEquals, assertThrows } from "@std/assert";
import { readArguments } from "../../src/cli/arguments.ts";
import { InputError } from "../../src/errors.ts";

Deno.test("operands are the text that was given, also where it is a number", () => {
  const { operands, value } = readArguments(
    ["6.10", "--seed", "010", "0x10", "--", "--7"],
    { values: ["seed"] },
  );
  assertEquals(operands, ["6.10", "0x10", "--7"]);
  assertEquals(value("seed"), "010");
});

Deno.test("what the parser calls the operands is no option", () => {
  for (const argument of ["--_", "--_=x", "-_", "-h_", "-o_"]) {
    assertThrows(
      () => readArguments([argument, "x"], { alias: { o: "help" } }),
      InputError,
      `Unknown option '${argument.split("=")[0]}'`,
    );
  }
  assertEquals(readArguments(["--", "--_"], {}).operands, ["--_"]);
});
