/**
 * Scenarios as tests of `deno test`.
 *
 * @example In a file such as `scenarios_test.ts`
 * ```ts ignore
 * import { testScenarios } from "@nommap/nommap/testing";
 *
 * await testScenarios(new URL("./scenarios/", import.meta.url));
 * ```
 *
 * @module
 */
import { scenarioFailureText, stepFailureText } from "./report/failure.ts";
import { ENGINE_NAMES } from "./scenario/known_names.ts";
import { loadScenarios } from "./scenario/load.ts";
import type { ScenarioResult } from "./scenario/run/result.ts";
import { runScenario } from "./scenario/run/run.ts";
import { selectTests, type Test } from "./scenario/run/select.ts";

/** Options of {@linkcode testScenarios}. */
export interface TestScenariosOptions {
  /** Names of editions; left out: all that a scenario names. */
  readonly kernels?: readonly string[];
}

/**
 * Registers one test for each scenario and kernel, with a step for each step
 * or table cell. The text of a failure is the one that `nommap run` prints.
 *
 * @param paths A scenario file or folder, or several.
 *
 * @throws {Error} if files are wrong; its message has all that is wrong.
 */
export async function testScenarios(
  paths: string | URL | readonly (string | URL)[],
  options: TestScenariosOptions = {},
): Promise<void> {
  const list = typeof paths === "string" || paths instanceof URL
    ? [paths]
    : paths;
  const { scenarios, errors } = await loadScenarios(list, ENGINE_NAMES);
  if (errors.length > 0) {
    const text = errors.map(({ message }) => message).join("\n");
    throw new ScenarioError(text);
  }
  for (const test of selectTests(scenarios, options)) register(test);
}

function register({ scenario, edition }: Test): void {
  Deno.test({
    name: `${scenario.id} (${edition.id}): ${scenario.name}`,
    async fn(t) {
      const result = runScenario(scenario, edition);
      if (result.status === "passed" || result.status === "failed") {
        for (const step of result.steps) {
          await t.step(`${step.label}: ${step.call}`, () => {
            if (step.mismatches.length > 0) {
              throw new ScenarioError(stepFailureText(scenario, step));
            }
          });
        }
      } else expectKnown(result);
    },
  });
}

function expectKnown(result: ScenarioResult): void {
  if (result.status === "unexpected-pass") {
    throw new ScenarioError(scenarioFailureText(result));
  }
}

/** A scenario that differs; the stack would not help anybody. */
class ScenarioError extends Error {
  override readonly name = "ScenarioError";

  constructor(text: string) {
    super(text);
    this.stack = `ScenarioError:\n${text}`;
  }
}
