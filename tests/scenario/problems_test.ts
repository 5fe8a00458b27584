import { assertEquals } from "@std/assert";
import { Problems } from "../../src/scenario/problems.ts";
import { createSourceText } from "../../src/scenario/source_text.ts";

Deno.test("a text knows lines and columns, whatever ends its lines", () => {
  const text = createSourceText("f", "ab\ncd\r\n\rx\u2028y");
  const places = Array.from({ length: 12 }, (_, at) => {
    const { file, line, column } = text.position(at);
    assertEquals(file, "f");
    return `${line}:${column}`;
  });
  assertEquals(places, [
    "1:1", // a
    "1:2", // b
    "1:3", // end of the line
    "2:1", // c
    "2:2", // d
    "2:3", // carriage return
    "2:4", // line feed
    "3:1", // carriage return alone
    "4:1", // x
    "4:2", // U+2028 ends no line of YAML
    "4:3", // y
    "4:4", // end
  ]);
});

Deno.test("an empty text has a first line", () => {
  assertEquals(createSourceText("f", "").position(0), {
    file: "f",
    line: 1,
    column: 1,
  });
});

Deno.test("problems come by place, each once, and not too many", () => {
  const text = createSourceText("f", "abc\n".repeat(100));
  const problems = new Problems();
  problems.add(8, "Third");
  problems.add(0, "First");
  problems.add(4, "Second");
  problems.add(0, "First");
  assertEquals(problems.count, 3);
  assertEquals(problems.errors(text).map(({ message }) => message), [
    "f:1:1: First",
    "f:2:1: Second",
    "f:3:1: Third",
  ]);
  for (let i = 0; i < 18; i++) problems.add(12 + i, "More");
  assertEquals(problems.errors(text).at(-1)?.message, "f:8:2: 1 more problem");
  for (let i = 18; i < 20; i++) problems.add(12 + i, "More");
  const messages = problems.errors(text).map(({ message }) => message);
  assertEquals(messages.length, 21);
  assertEquals(messages.at(-1), "f:8:2: 3 more problems from here on");
});
