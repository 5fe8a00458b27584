import { assertEquals } from "@std/assert";

const MAIN = new URL("../../src/cli/main.ts", import.meta.url);
const SCHEMA = new URL("../../schema/scenario.schema.json", import.meta.url);

/** Runs the command line. */
async function nommap(
  ...args: string[]
): Promise<{ code: number; out: string; error: string }> {
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--quiet", "--allow-read", MAIN.pathname, ...args],
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), error: decoder.decode(stderr) };
}

Deno.test("nommap schema prints the JSON Schema", async () => {
  const { code, out } = await nommap("schema");
  assertEquals(code, 0);
  assertEquals(out === await Deno.readTextFile(SCHEMA), true);
});

Deno.test("nommap schema takes no arguments", async () => {
  const { code, out, error } = await nommap("schema", "draft-07");
  assertEquals([code, out], [2, ""]);
  assertEquals(error.includes("Unknown argument 'draft-07' of schema"), true);
});
