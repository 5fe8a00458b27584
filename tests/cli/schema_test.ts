import { assertEquals } from "@std/assert";
import { callCli } from "./run_cli.ts";

const SCHEMA = new URL("../../schema/scenario.schema.json", import.meta.url);

Deno.test("nommap schema prints the JSON Schema", async () => {
  const { code, out } = await callCli(["schema"]);
  assertEquals(code, 0);
  assertEquals(out === await Deno.readTextFile(SCHEMA), true);
});

Deno.test("nommap schema takes no arguments", async () => {
  const { code, out, err } = await callCli(["schema", "draft-07"]);
  assertEquals([code, out], [2, ""]);
  assertEquals(err.includes("Unknown argument 'draft-07' of schema"), true);
});
