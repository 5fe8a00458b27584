import { assertEquals } from "@std/assert";
import { Problems } from "../../../src/scenario/problems.ts";
import { DocumentBuilder } from "../../../src/scenario/yaml/builder.ts";
import {
  parseEvents,
  YAMLException,
} from "../../../src/scenario/yaml/js_yaml.ts";
import { readPlainDocument } from "../../../src/scenario/yaml/plain_document.ts";
import { splitDocuments } from "../../../src/scenario/yaml/split.ts";
import type { YamlDocument } from "../../../src/scenario/yaml/value.ts";
import { randomBelow } from "../../random.ts";
import { shippedTexts } from "../shipped.ts";

/** What the parser makes of a text; `undefined`: it is wrong. */
function parsed(text: string, at: number): YamlDocument[] | undefined {
  const problems = new Problems();
  try {
    const events = parseEvents(text, { maxDepth: 64 });
    const builder = new DocumentBuilder(events, { at, text }, problems);
    const documents = builder.documents();
    return problems.count === 0 ? documents : undefined;
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/** Whether a piece is read without the parser, which must come to the same. */
function readsAlike(piece: string): boolean {
  const before = "# A text before\n";
  const whole = `${before}${piece}# and after`;
  const [start, end] = [before.length, before.length + piece.length];
  const plain = readPlainDocument(whole, start, end);
  if (plain !== undefined) assertEquals([plain], parsed(piece, start), piece);
  return plain !== undefined;
}

function shippedPieces(): string[] {
  return shippedTexts()
    .flatMap((text) => splitDocuments(text).map((piece) => piece.text));
}

const PIECES = shippedPieces();

Deno.test("shipped scenarios are read as the parser reads them", () => {
  const plain = PIECES.filter(readsAlike).length;
  assertEquals(plain > PIECES.length / 4, true);
});

const CHANGES = [
  ..." \n\t:#-,[]{}\"'|>&*!%@`?~\\<.=a0",
  "\n  ",
  ": ",
  " #",
  "- ",
  "\n- ",
  "\n# a\n",
  "{ a: b }",
  "[a, b]",
  "\n---\n",
  "\n...\n",
  "<<: ",
  "__proto__: ",
  "toString: ",
  '"a": ',
  "\r\n",
  "\u00e9",
  "\u0085",
  "\ufeff",
  "\u007f",
];

Deno.test("damaged scenarios are read as the parser reads them, or not", () => {
  const below = randomBelow(7);
  const usual = PIECES.filter((piece) =>
    piece.length < 4000 && readsAlike(piece)
  );
  let plain = 0;
  for (let round = 0; round < 6000; round++) {
    let text = usual[below(usual.length)]!;
    for (let change = below(3); change >= 0; change--) {
      const at = below(text.length + 1);
      const taken = below(4) === 0 ? 0 : below(below(3) === 0 ? 20 : 3);
      const put = below(4) === 0 ? "" : CHANGES[below(CHANGES.length)]!;
      text = text.slice(0, at) + put + text.slice(at + taken);
    }
    if (readsAlike(text)) plain++;
  }
  assertEquals(plain > 500 && plain < 6000, true);
});
