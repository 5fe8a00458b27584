import { assertEquals, assertNotMatch } from "@std/assert";
import { load } from "npm:js-yaml@5.5.0";
import { manyLines, oneLine, yamlString } from "../../src/writing/printable.ts";
import { HOSTILE } from "../report/hostile.ts";

Deno.test("oneLine() shows what cannot be seen", () => {
  assertEquals(
    oneLine("plain text, ü, 漢, \u{1f600}"),
    "plain text, ü, 漢, 😀",
  );
  assertEquals(oneLine("a\nb\r\tc"), "a\\nb\\r\\tc");
  assertEquals(oneLine("\x1b[2J\x7f\x9f\0"), "\\x1b[2J\\x7f\\x9f\\x00");
  assertEquals(oneLine("\ud800 \udfff"), "\\ud800 \\udfff");
  assertEquals(oneLine("\u2028\u202e\uffff"), "\\u2028\\u202e\\uffff");
});

Deno.test("manyLines() keeps lines and tabs only", () => {
  assertEquals(manyLines("a\n\tb\r\n\x1b"), "a\n\tb\\r\n\\x1b");
});

Deno.test("yamlString() reads back as the text", () => {
  for (const text of HOSTILE) {
    const yaml = yamlString(text);
    assertNotMatch(yaml, /\n/);
    const whole = text.replace(/\p{Cs}/gu, (half) => oneLine(half));
    assertEquals(load(yaml), whole);
  }
});
