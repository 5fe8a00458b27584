import { assertEquals } from "@std/assert";
import { answerJson } from "../../src/decide/json_request.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { scenarioFailureText } from "../../src/report/failure.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";

function page(name: string): Promise<string> {
  return Deno.readTextFile(new URL(`../../docs/${name}`, import.meta.url));
}

/** The blocks of a page in this language, in order. */
function blocks(markdown: string, language: string): string[] {
  const fence = new RegExp(
    `^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`,
    "gm",
  );
  return [...markdown.matchAll(fence)].map(([, text]) => text!);
}

Deno.test("the failure in docs/tutorial.md is what the run prints", async () => {
  const text = await page("tutorial.md");
  const { scenarios } = parseScenarios(
    blocks(text, "yaml fails")[0]!,
    "scenarios/lcd.yaml",
    ENGINE_NAMES,
  );
  const result = runScenario(scenarios[0]!, findEdition("linux-6.12")!);
  assertEquals(blocks(text, "text")[0]!.trim(), scenarioFailureText(result));
});

Deno.test("docs/tutorial.md names the edition of a release", async () => {
  const named = /for `(linux-[\d.]+)` runs as\s+`(linux-[\d.]+)`/.exec(
    await page("tutorial.md"),
  )!;
  assertEquals(findEdition(named[1]!)?.id, named[2]);
});

Deno.test("the request in docs/other-programs.md has the answer there", async () => {
  const [request, answer] = blocks(await page("other-programs.md"), "json");
  assertEquals(
    answerJson(JSON.parse(request!), "linux-6.12"),
    JSON.parse(answer!),
  );
});
