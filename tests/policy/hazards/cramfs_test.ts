import { assertEquals } from "@std/assert";
import { CRAMFS_HAZARDS } from "../../../src/policy/hazards/cramfs.ts";

Deno.test("Every hazard has an id of its own, a sentence and a source", () => {
  const ids = CRAMFS_HAZARDS.map((hazard) => hazard.id);
  assertEquals(new Set(ids).size, ids.length);
  for (const { id, sentence, source } of CRAMFS_HAZARDS) {
    assertEquals(/^[a-z]+(-[a-z]+)*$/.test(id), true, id);
    assertEquals(/^[A-Z].*\.$/.test(sentence), true, sentence);
    assertEquals(source.includes("()"), true, source);
  }
});
