import { assert, assertEquals } from "@std/assert";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { quickly } from "../quickly.ts";
import { HEAD, messagesOf, STEP } from "./document.ts";

/** Messages, which must come within the given time. */
function messagesWithin(milliseconds: number, text: string): string[] {
  return quickly(milliseconds, () => messagesOf(text));
}

const MEBIBYTE = 2 ** 20;

Deno.test("deep nesting is refused", () => {
  const flow = (depth: number) =>
    `${HEAD}${STEP}x: ${"[".repeat(depth)}${"]".repeat(depth)}\n`;
  assertEquals(messagesOf(flow(60)), ["7:1: Unknown key 'x' of a scenario"]);
  assertEquals(messagesOf(flow(64)), [
    "7:67: Nesting is deeper than 64 levels",
  ]);
  assertEquals(messagesWithin(1000, "[".repeat(MEBIBYTE)), [
    "1:64: Nesting is deeper than 64 levels",
  ]);
  assertEquals(messagesWithin(1000, "- ".repeat(MEBIBYTE / 2)), [
    "1:129: Nesting is deeper than 64 levels",
  ]);
  assertEquals(messagesWithin(1000, "? ".repeat(MEBIBYTE / 2)), [
    "1:128: Nesting is deeper than 64 levels",
  ]);
});

Deno.test("aliases cannot make a document large", () => {
  let text = `${HEAD}${STEP}a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n`;
  for (let i = 1; i < 30; i++) {
    const aliases = Array.from({ length: 10 }, () => `*a${i - 1}`).join(", ");
    text += `a${i}: &a${i} [${aliases}]\n`;
  }
  const messages = messagesWithin(1000, text);
  assertEquals(messages, ["11:45: Document has more than 100000 values"]);
});

Deno.test("many values are too many", () => {
  const text = `${HEAD}${STEP}x: [${"a,".repeat(100_000)}]\n`;
  assertEquals(messagesWithin(3000, text), [
    "7:199973: Document has more than 100000 values",
  ]);
});

Deno.test("a document of more than 1 MiB is refused", () => {
  const text = `${HEAD}${STEP}# ${"x".repeat(MEBIBYTE)}\n`;
  assertEquals(messagesWithin(1000, text), [
    `1:1: Document is ${text.length} characters long, more than the largest ` +
    "allowed, 1048576",
  ]);
});

Deno.test("a text of more than 8 MiB is refused", () => {
  assertEquals(messagesWithin(1000, " ".repeat(8 * MEBIBYTE + 1)), [
    " File is 8388609 characters long, more than the largest allowed, 8388608",
  ]);
});

Deno.test("long texts of one kind end soon with errors", () => {
  const cases: [string, string][] = [
    ["keys", "a: b\n".repeat(MEBIBYTE / 8)],
    [
      "different keys",
      Array.from({ length: 20_000 }, (_, i) => `k${i}: 1\n`).join(""),
    ],
    ["text", "word ".repeat(MEBIBYTE / 8)],
    ["lines of text", "word\n".repeat(MEBIBYTE / 8)],
    ["items", "- a\n".repeat(MEBIBYTE / 8)],
    ["quotes", '"'.repeat(MEBIBYTE / 2)],
    ["a quoted text", `"${"\\x".repeat(MEBIBYTE / 4)}"`],
    ["anchors", "&a ".repeat(MEBIBYTE / 4)],
    ["tags", "!t ".repeat(MEBIBYTE / 4)],
    ["aliases", "- *a\n".repeat(MEBIBYTE / 8)],
    ["colons", ":".repeat(MEBIBYTE / 2)],
    ["commas", `[${",".repeat(MEBIBYTE / 2)}`],
    ["blank lines", `a: |\n${"\n".repeat(MEBIBYTE / 2)}`],
    ["spaces", `a:${" ".repeat(MEBIBYTE / 2)}b`],
    ["carriage returns", "\r".repeat(MEBIBYTE / 2) + "a"],
    ["percent signs", "%".repeat(MEBIBYTE / 2)],
    ["directives", "%A b\n".repeat(MEBIBYTE / 8)],
    ["braces", "{}".repeat(MEBIBYTE / 4)],
    [
      "one flag",
      `${HEAD}steps:\n  - mmap: { prot: ${"READ|".repeat(50_000)} }\n`,
    ],
    ["one word", `${HEAD}steps:\n  - ${"x".repeat(500_000)}: 1\n`],
    [
      "one number",
      `${HEAD}machine: { task_size: ${"9".repeat(500_000)} }\n${STEP}`,
    ],
    [
      "one label",
      `${HEAD}steps:\n  - munmap: { address: ${
        "a".repeat(500_000)
      }+1, length: 1 }\n    expect: ok\n`,
    ],
  ];
  for (const [name, text] of cases) {
    const messages = messagesWithin(4000, text);
    assert(messages.length > 0 && messages.length <= 21, name);
    for (const message of messages) {
      assert(message.length < 1000, `${name}: ${message.slice(0, 100)}`);
    }
  }
});

Deno.test("many empty documents are nothing", () => {
  assertEquals(messagesWithin(8000, "---\n".repeat(MEBIBYTE / 4)), []);
});

Deno.test("names of the prototype are ordinary or refused", () => {
  const { scenarios, errors } = parseScenarios(
    `${HEAD}files: { toString: {}, valueOf: {}, hasOwnProperty: {} }
processes: { toString: {} }
steps:
  - as: toString
    by: toString
    mmap: { file: valueOf, length: 1, prot: READ, flags: SHARED }
    expect: { shares: isPrototypeOf }
`,
    "f",
  );
  assertEquals(scenarios, []);
  assertEquals(errors.map(({ message }) => message), [
    "f:10:23: Unknown label 'isPrototypeOf'; known are toString",
  ]);
  assertEquals(messagesOf(`${HEAD}${STEP}toString: 1\n`), [
    "7:1: Unknown key 'toString' of a scenario",
  ]);
});
