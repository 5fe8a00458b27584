/** Loading, checking and running 10,000 scenarios, without any process. */
import { ENGINE_NAMES } from "../src/scenario/known_names.ts";
import { parseScenarios } from "../src/scenario/parse.ts";
import { runScenario } from "../src/scenario/run/run.ts";
import { selectTests } from "../src/scenario/run/select.ts";
import type { Scenario } from "../src/scenario/types.ts";
import { scenarioFiles } from "./scenario_text.ts";

const COUNT = 10_000;
const FILES = scenarioFiles(COUNT);

function load(): Scenario[] {
  const loaded = FILES.flatMap((text, number) =>
    parseScenarios(text, `file-${number}.yaml`, ENGINE_NAMES).scenarios
  );
  if (loaded.length !== COUNT) throw new Error("A scenario was refused");
  return loaded;
}

Deno.bench(`load and check ${COUNT} scenarios`, () => void load());

let tests: ReturnType<typeof selectTests> | undefined;

Deno.bench(`run ${COUNT} scenarios`, (b) => {
  tests ??= selectTests(load());
  b.start();
  for (const { scenario, edition } of tests) {
    const { status } = runScenario(scenario, edition);
    if (status !== "passed") throw new Error(`A scenario ${status}`);
  }
  b.end();
});
