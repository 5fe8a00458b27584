import { assertEquals } from "@std/assert";
import { nameText } from "../../src/files/name_text.ts";

Deno.test("nameText() keeps a terminal from what a name holds", () => {
  assertEquals(nameText("app"), '"app"');
  assertEquals(nameText("a\x1b[2J\x9b\u2028"), '"a\\u001b[2J\\u009b\\u2028"');
  assertEquals(nameText("x".repeat(300)).length, 64 + 3 + 2);
});
