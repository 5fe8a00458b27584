import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import {
  type ObservedResult,
  runObserved,
} from "../../../src/report/html/observe.ts";
import { reportPage } from "../../../src/report/html/page.ts";
import { selectTests } from "../../../src/scenario/run/select.ts";
import { shippedScenarios } from "../../shipped.ts";
import { unpackedParts } from "./unpacked.ts";

Deno.test("The page shows all shipped scenarios and stays small", async () => {
  const scenarios = await shippedScenarios();
  const all = scenarios.map((scenario) => ({
    scenario,
    runs: selectTests([scenario]).map(({ edition }): ObservedResult =>
      runObserved(scenario, edition)
    ),
  }));
  const page = await reportPage(all);
  assert(scenarios.length > 100);
  for (const { id } of scenarios) assertStringIncludes(page, `id="s-${id}"`);
  assert(page.length < 5 * 2 ** 20, `${page.length} characters`);

  const whole = page + (await unpackedParts(page)).join("");
  const ids = Array.from(whole.matchAll(/ id="([^"]+)"/g), ([, id]) => id!);
  const known = new Set(ids);
  assertEquals(ids.length, known.size);
  const targets = new Set(
    Array.from(whole.matchAll(/href="#([^"]+)"/g), ([, id]) => id!),
  );
  assertEquals([...targets].filter((id) => !known.has(id)), []);
});
