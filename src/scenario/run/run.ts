/**
 * Running any scenario on the engine.
 *
 * @module
 */
import type { AnyEdition } from "../../policy/editions.ts";
import { checkFunction, checkObject, ifGiven, refuse } from "../../given.ts";
import type { Scenario } from "../types/scenario.ts";
import { type RunObserver, runWithParts } from "./engine.ts";
import { ALL_PARTS } from "./loadable/all.ts";
import type { ScenarioResult } from "./result.ts";

export type { Judge, RunObserver } from "./engine.ts";

/**
 * Runs a scenario on one kernel's policy, or, with an MMU, in the revision of
 * cramfs that has the id of the edition; an observer hears nothing of that.
 * Whether it failed is in the result; nothing is thrown for it.
 *
 * @throws {ArgumentError} if that is no scenario, or no edition.
 *
 * @example
 * ```ts
 * import {
 *   DEFAULT_EDITION,
 *   isFailure,
 *   parseScenarios,
 *   runScenario,
 *   scenarioFailureText,
 * } from "@nommap/nommap";
 * import { assert } from "@std/assert";
 *
 * const text = `
 * id: too-large
 * name: A length that no block of pages has
 * source: mm/nommu.c, do_mmap_private()
 * steps:
 *   - mmap: { length: 1GiB, prot: READ, flags: PRIVATE|ANONYMOUS }
 *     expect: EINVAL
 * `;
 * const { scenarios } = parseScenarios(text, "large.yaml");
 * const result = runScenario(scenarios[0]!, DEFAULT_EDITION);
 * assert(isFailure(result));
 * assert(scenarioFailureText(result).includes("EINVAL    ENOMEM"));
 * ```
 */
export function runScenario(
  scenario: Scenario,
  edition: AnyEdition,
  observer?: RunObserver,
): ScenarioResult {
  checkObject("scenario", scenario);
  checkObject("scenario.machine", scenario.machine);
  if (!Array.isArray(scenario.steps)) {
    refuse("a list", "scenario.steps", scenario.steps);
  }
  checkObject("edition", edition);
  checkFunction("edition.validate", edition.validate);
  checkFunction("edition.vmFlags", edition.vmFlags);
  ifGiven("observer", observer, checkObject);
  return runWithParts(scenario, edition, ALL_PARTS, observer);
}
