/**
 * Running any scenario on the engine.
 *
 * @module
 */
import type { AnyEdition } from "../../policy/editions.ts";
import type { Scenario } from "../types/scenario.ts";
import { type RunObserver, runWithParts } from "./engine.ts";
import { ALL_PARTS } from "./parts/all.ts";
import type { ScenarioResult } from "./result.ts";

export type { Judge, RunObserver } from "./engine.ts";

/**
 * Runs a scenario on one kernel's policy, or, with an MMU, in the revision of
 * cramfs that has the id of the edition; an observer hears nothing of that.
 */
export function runScenario(
  scenario: Scenario,
  edition: AnyEdition,
  observer?: RunObserver,
): ScenarioResult {
  return runWithParts(scenario, edition, ALL_PARTS, observer);
}
