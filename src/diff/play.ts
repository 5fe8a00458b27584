/**
 * Making the calls of a scenario, one after the other.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Outcome } from "../mm/outcome.ts";
import type { World, WorldProcess } from "../mm/world.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { perform } from "../scenario/run/perform.ts";
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

/** Makes the calls of a scenario until its end, or the kernel's. */
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
    const outcome = perform(scene, by, operation, answers);
    const hasAddress = outcome.vma !== null || operation.kind === "mremap";
    answers.push(hasAddress ? outcome.value : undefined);
    visit({ world, process, outcome, before }, step);
  }
}
