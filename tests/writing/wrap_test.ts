import { assertEquals } from "@std/assert";
import { counted, sizeText } from "../../src/writing/numbers.ts";
import { wrap } from "../../src/writing/wrap.ts";

Deno.test("wrap() breaks at spaces and keeps words whole", () => {
  assertEquals(wrap("one two three", { width: 8 }), ["one two", "three"]);
  assertEquals(wrap("incredible", { width: 4, indent: 2 }), ["  incredible"]);
  assertEquals(wrap("", { indent: 2 }), ["  "]);
  assertEquals(wrap("a  b\nc", { width: 80 }), ["a b c"]);
});

Deno.test("sizeText() writes what scenario files read", () => {
  assertEquals(
    [0, 1, 1023, 1024, 4096, 614400, 2 ** 20, 3 * 2 ** 30, 2 ** 31 + 1]
      .map(sizeText),
    ["0", "1", "1023", "1KiB", "4KiB", "600KiB", "1MiB", "3GiB", "0x80000001"],
  );
  assertEquals(sizeText(0xffff_ffff_ffff_ffffn), "0xffffffffffffffff");
});

Deno.test("counted() minds the number", () => {
  assertEquals([counted(1, "gap"), counted(1200, "gap")], [
    "1 gap",
    "1,200 gaps",
  ]);
});
