/**
 * Sequences that kill the kernel cost a boot each, and most of them die of the
 * same few hazards.
 *
 * @module
 */

import type { Edition } from "../../../policy/edition.ts";
import { runScenario } from "../../../scenario/run/run.ts";
import type { Draft } from "../draft.ts";
import type { Random } from "./random.ts";
import { scenarioOf } from "../scenarios.ts";

/** How many of these sequences may kill the kernel. */
const KILLS = 0.2;

/** The draft; most often without the step that is to kill the kernel. */
export function spareBoots(
  random: Random,
  draft: Draft,
  edition: Edition,
): Draft {
  if (random.chance(KILLS)) return draft;
  const { steps } = runScenario(scenarioOf(draft), edition);
  const kills = steps.findIndex((step) =>
    step.outcome?.hazards.some(({ effect }) => effect === "fatal") ?? false
  );
  return kills <= 0 ? draft : { ...draft, steps: draft.steps.slice(0, kills) };
}
