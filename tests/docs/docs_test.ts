import { assertEquals } from "@std/assert";
import { generatedPages } from "../../src/docs/main.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { scenarioFailureText } from "../../src/report/failure.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { isFailure } from "../../src/scenario/run/result.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { allBlocks, pages, ROOT } from "./blocks.ts";

for (const block of await allBlocks()) {
  const name = `${block.page}:${block.line}`;
  if (block.info === "yaml" || block.info === "yaml fails") {
    Deno.test(`the scenarios at ${name} do what the page says`, () => {
      const { scenarios, errors } = parseScenarios(
        block.text,
        name,
        ENGINE_NAMES,
      );
      assertEquals(errors.map(({ message }) => message), []);
      assertEquals(scenarios.length > 0, true);
      for (const scenario of scenarios) {
        for (const kernel of scenario.kernels) {
          const result = runScenario(scenario, findEdition(kernel)!);
          const fails = block.info === "yaml fails";
          assertEquals(isFailure(result), fails, scenarioFailureText(result));
        }
      }
    });
  }
}

Deno.test("links between the pages lead to something", async () => {
  for (const page of await pages()) {
    const url = new URL(page, ROOT);
    const text = await Deno.readTextFile(url);
    for (const [, target] of text.matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)) {
      if (/^[a-z]+:/.test(target!)) continue;
      const info = await Deno.stat(new URL(target!, url)).catch(() => null);
      assertEquals(info !== null, true, `${page}: ${target}`);
    }
  }
});

for (const [name, text] of Object.entries(generatedPages())) {
  Deno.test(`${name} is not stale`, async () => {
    const kept = await Deno.readTextFile(new URL(name, ROOT));
    assertEquals(kept, text, "run 'deno task docs'");
  });
}
