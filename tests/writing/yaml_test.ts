import { assertEquals } from "@std/assert";
import { parseScenarios } from "../../src/scenario/parse.ts";
import {
  entryLines,
  flowMapping,
  yamlSentence,
  yamlText,
} from "../../src/writing/yaml.ts";

const TEXTS = [
  "plain words",
  "true",
  "12",
  "- dash",
  "a: b",
  "a #b",
  " leading",
  "trailing ",
  "it's",
  '"quoted"',
  "{ flow }",
  "[x]",
  "a, b",
  "&anchor",
  "*alias",
  "!tag",
  "| block",
  "> folded",
  "%directive",
  "@at",
  "`tick`",
  "new\nline",
  "tab\there",
  "\x1b[2J",
  "a\u2028b",
  "ünïcode",
  "null",
  "~",
  "x:",
  "0x10",
  "---",
  "?",
];

function readBack(key: "name" | "path", value: string): unknown {
  const name = key === "name" ? value : "x";
  const path = key === "path" ? value : "/x";
  const { scenarios, errors } = parseScenarios(
    `id: x
name: ${name}
source: x
files: { data: { type: reg, path: ${path} } }
steps:
  - mmap: { file: data, length: 1, prot: READ, flags: PRIVATE }
    expect: copy
`,
    "x.yaml",
  );
  assertEquals(errors.map(({ message }) => message), [], value);
  return key === "name"
    ? scenarios[0]!.name
    : scenarios[0]!.files[0]!.inode.path;
}

Deno.test("yamlSentence() reads back as the text", () => {
  for (const text of TEXTS) {
    assertEquals(readBack("name", yamlSentence(text)), text);
  }
});

Deno.test("yamlText() reads back as the text inside a flow mapping", () => {
  for (const text of TEXTS) {
    assertEquals(readBack("path", yamlText(text)), text);
  }
});

Deno.test("entryLines() uses one line if that fits", () => {
  assertEquals(flowMapping([]), "{}");
  assertEquals(entryLines("a", [["b", "1"], ["c", "2"]], 0), [
    "a: { b: 1, c: 2 }",
  ]);
  assertEquals(entryLines("a", [["b", "1"], ["c", "2"]], 0, 10), [
    "a:",
    "  b: 1",
    "  c: 2",
  ]);
});
