/**
 * Making the calls of a scenario, one after the other.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Outcome } from "../mm/outcome.ts";
import type { World, WorldProcess } from "../mm/world.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { failedLabel, perform } from "../scenario/run/perform.ts";
import { buildScenarioWorld } from "../scenario/run/world.ts";
import type { Scenario } from "../scenario/types.ts";
import { type Counters, countersOf } from "./snapshot.ts";

/** A call that was just made. */
export interface PlayedCall {
  /** The machine after it. */
  readonly world: World;
  /** The process that made it. */
  readonly process: WorldProcess;
  /** What it came to. */
  readonly outcome: Outcome;
  /** The numbers before it. */
  readonly before: Counters;
}

/**
 * Makes the calls of a scenario until its end, or the kernel's. A call that
 * names a mapping which was refused is left out, as when the scenario is run.
 */
export function play(
  scenario: Scenario,
  edition: AnyEdition,
  visit: (call: PlayedCall, step: number) => void,
): void {
  const scene = buildScenarioWorld(scenario, edition);
  const { world, processes } = scene;
  const answers: (Word | undefined)[] = [];
  for (const [step, { by, operation }] of scenario.steps.entries()) {
    if (world.dead) return;
    const process = processes[by]!;
    const before = countersOf(world, process);
    const outcome = failedLabel(operation, answers) === undefined
      ? perform(scene, by, operation, answers)
      : world.plainStep();
    const moved = operation.kind === "mremap" && outcome.errno === 0;
    answers.push(outcome.vma !== null || moved ? outcome.value : undefined);
    visit({ world, process, outcome, before }, step);
  }
}
