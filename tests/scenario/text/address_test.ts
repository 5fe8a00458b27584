import { assertEquals, assertThrows } from "@std/assert";
import { parseAddress } from "../../../src/scenario/text/address.ts";
import { ValueError } from "../../../src/scenario/text/value_error.ts";

Deno.test("parseAddress() reads numbers and labels", () => {
  assertEquals(parseAddress("0x1000"), 0x1000);
  assertEquals(parseAddress("0xffffffffffff0000"), 0xffffffffffff0000n);
  const label = "text";
  const cases = [
    ["text", 0, false],
    ["text+0x1000", 0x1000, false],
    ["text + 4KiB", 4096, false],
    ["text-4KiB", 4096, true],
    ["text - 0xffffffffffffffff", 0xffffffffffffffffn, true],
  ] as const;
  for (const [text, offset, negative] of cases) {
    assertEquals(parseAddress(text), { label, offset, negative });
  }
  assertEquals(parseAddress("_a.b2+1"), {
    label: "_a.b2",
    offset: 1,
    negative: false,
  });
});

Deno.test("parseAddress() refuses the rest", () => {
  const cases: [string, string][] = [
    ["-1", "Number '-1' is negative"],
    ["text+", "'text+' is neither a number nor a label with a distance"],
    ["text*2", "'text*2' is neither a number nor a label with a distance"],
    ["a b", "'a b' is neither a number nor a label with a distance"],
    ["", "'' is neither a number nor a label with a distance"],
    ["text+end", "'end' is not a number"],
    ["text+-1", "Number '-1' is negative"],
    ["text-2-1", "'2-1' is not a number"],
  ];
  for (const [text, message] of cases) {
    const error = assertThrows(() => parseAddress(text), ValueError);
    assertEquals(error.message, message);
  }
});
