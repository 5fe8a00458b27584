import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../src/errors.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import type { Scenario } from "../../src/scenario/types.ts";
import { scenarioText } from "../../src/writing/scenario.ts";
import { expectText } from "../../src/writing/step.ts";
import { shippedTests } from "../explain/scenarios.ts";

function isWritable({ files, table }: Scenario): boolean {
  return table === undefined &&
    !files.some(({ inode: { driver } }) =>
      driver === "cramfs" || driver === "romfs"
    );
}

Deno.test("scenarioText() writes what reads back as the same", async () => {
  const tests = (await shippedTests()).filter(({ scenario, edition: { id } }) =>
    isWritable(scenario) &&
    (id === scenario.kernels[0] || id === scenario.kernels.at(-1))
  );
  for (const { scenario, edition } of tests) {
    const single = { ...scenario, kernels: [edition.id] };
    const result = runScenario(single, edition);
    const text = scenarioText(single, {
      expect: result.steps.map(({ outcome }) =>
        outcome === null ? undefined : expectText(outcome)
      ),
    });
    const { scenarios, errors } = parseScenarios(text, "x.yaml", ENGINE_NAMES);
    const messages = errors.map(({ message }) => message);
    assertEquals(messages, [], text);
    const again = runScenario(scenarios[0]!, edition);
    assertEquals(
      again.steps.map(({ call }) => call),
      result.steps.map(({ call }) => call),
      text,
    );
    const { name, source } = scenarios[0]!;
    assertEquals([name, source], [scenario.name, scenario.source]);
  }
  assertEquals(tests.length > 300, true, `only ${tests.length}`);
});

Deno.test("scenarioText() cannot write a file of an image", async () => {
  const withImage = (await shippedTests()).find(({ scenario }) =>
    scenario.table === undefined && !isWritable(scenario)
  );
  if (withImage === undefined) throw new Error("No scenario has an image");
  assertThrows(
    () => scenarioText(withImage.scenario),
    InputError,
    "image, which cannot be written into a scenario",
  );
});
