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
import { checkFlag, checkObject, checkText, ifGiven, refuse } from "./given.ts";
import { ArgumentError } from "./errors.ts";
import { EDITIONS, findKernel, kernelTitle } from "./policy/editions.ts";
import { unknownKernel } from "./scenario/unknown_kernel.ts";
import {
  placeText,
  scenarioFailureText,
  stepFailureText,
} from "./report/failure.ts";
import { ENGINE_NAMES } from "./scenario/known_names.ts";
import { loadScenarios } from "./scenario/load.ts";
import type { ScenarioResult } from "./scenario/run/result.ts";
import { runScenario } from "./scenario/run/run.ts";
import { selectTests, type Test } from "./scenario/run/select.ts";

/** Options of {@linkcode testScenarios}. */
export interface TestScenariosOptions {
  /** Names of editions; left out: all that a scenario names. */
  readonly kernels?: readonly string[];
  /**
   * Reports the steps and cells of scenarios that pass, too. Left out: only
   * those of scenarios that fail, for in a large collection `deno test` takes
   * longer to report steps than they take to run.
   */
  readonly everyStep?: boolean;
  /** Images that a scenario names need not lie in its folder. */
  readonly allowImagesOutside?: boolean;
}

/**
 * Registers one test for each scenario and kernel. One that fails has a step
 * for each of its steps or table cells, and the text of each that differs is
 * the one that `nommap run` prints.
 *
 * @param paths A scenario file or folder, or several.
 *
 * @throws {Error} if files are wrong, with all that is wrong, or if nothing is
 * selected.
 *
 * @throws {ArgumentError} if an argument is of another type.
 *
 * @example A file such as `scenarios_test.ts`, for `deno test --allow-read`
 * ```ts ignore
 * import { testScenarios } from "@nommap/nommap/testing";
 *
 * await testScenarios(new URL("./scenarios/", import.meta.url));
 * ```
 */
export async function testScenarios(
  paths: string | URL | readonly (string | URL)[],
  options: TestScenariosOptions = {},
): Promise<void> {
  checkOptions(options);
  const list = typeof paths === "string" || paths instanceof URL
    ? [paths]
    : paths;
  const { scenarios, errors } = await loadScenarios(list, {
    ...ENGINE_NAMES,
    allowImagesOutside: options.allowImagesOutside ?? false,
  });
  if (errors.length > 0) {
    const text = errors.map(({ message }) => message).join("\n");
    throw new ScenarioError(text, "testScenarios()");
  }
  const tests = selectTests(scenarios, options);
  if (tests.length === 0) {
    throw new ScenarioError(
      `None of ${scenarios.length} scenarios is selected`,
      "testScenarios()",
    );
  }
  const { everyStep = false } = options;
  for (const test of tests) register(test, everyStep);
}

function checkOptions(options: TestScenariosOptions): void {
  checkObject("options", options, [
    "kernels",
    "everyStep",
    "allowImagesOutside",
  ]);
  const { kernels = [], everyStep, allowImagesOutside } = options;
  if (!Array.isArray(kernels)) refuse("a list", "kernels", kernels);
  for (const kernel of kernels) {
    checkText("kernel", kernel);
    if (findKernel(kernel) === undefined) {
      throw new ArgumentError(
        unknownKernel(kernel, EDITIONS.map(({ id }) => id)),
      );
    }
  }
  ifGiven("everyStep", everyStep, checkFlag);
  ifGiven("allowImagesOutside", allowImagesOutside, checkFlag);
}

function register({ scenario, edition }: Test, everyStep: boolean): void {
  const { id } = edition;
  const kernel = kernelTitle(scenario.releases?.get(id) ?? id, id);
  Deno.test(
    `${scenario.id} (${kernel}): ${scenario.name}`,
    (t): void | Promise<void> => {
      const result = runScenario(scenario, edition);
      const { status } = result;
      if (status === "unexpected-pass") {
        throw new ScenarioError(
          scenarioFailureText(result),
          placeText(scenario, scenario.at),
        );
      }
      if (status === "failed" || everyStep && status === "passed") {
        return reportSteps(t, result);
      }
    },
  );
}

async function reportSteps(
  t: Deno.TestContext,
  { scenario, steps }: ScenarioResult,
): Promise<void> {
  for (const step of steps) {
    await t.step(`${step.label}: ${step.call}`, () => {
      if (step.mismatches.length > 0) {
        throw new ScenarioError(
          `\n${stepFailureText(scenario, step)}`,
          placeText(scenario, step.at),
        );
      }
    });
  }
}

/** A scenario that differs; the stack would not help anybody, its place does. */
class ScenarioError extends Error {
  override readonly name = "ScenarioError";

  constructor(text: string, place: string) {
    super(text);
    this.stack = `ScenarioError:\n    at ${place}`;
  }
}
