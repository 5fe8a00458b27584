import { assertEquals } from "@std/assert";
import { splitDocuments } from "../../../src/scenario/yaml/split.ts";

function pieces(text: string): string[] {
  const found = splitDocuments(text);
  for (const { at, text: piece } of found) {
    assertEquals(text.slice(at, at + piece.length), piece);
  }
  assertEquals(found.map((piece) => piece.text).join(""), text);
  return found.map((piece) => piece.text);
}

Deno.test("a text is cut where a document starts", () => {
  assertEquals(pieces(""), [""]);
  assertEquals(pieces("a: 1\n"), ["a: 1\n"]);
  assertEquals(pieces("---\na\n---\nb"), ["---\na\n", "---\nb"]);
  assertEquals(pieces("a\r\n--- b\r\n---"), ["a\r\n", "--- b\r\n", "---"]);
  assertEquals(pieces("a\n...\n---\tb\n"), ["a\n...\n", "---\tb\n"]);
});

Deno.test("a text is cut nowhere else", () => {
  for (
    const text of [
      "a\n ---\nb\n",
      "a\n---b\n",
      "a\n----\n",
      "a ---\n",
      "a\u2028---\nb",
      "%YAML 1.2\n---\na\n---\nb\n",
      "a\n...\n%YAML 1.2\n---\nb\n",
    ]
  ) {
    assertEquals(pieces(text), [text]);
  }
});
