/**
 * Running a scenario while snapshots are taken of its memory.
 *
 * @module
 */
import type { AnyEdition } from "../../policy/editions.ts";
import type { ScenarioResult } from "../../scenario/run/result.ts";
import { type RunObserver, runScenario } from "../../scenario/run/run.ts";
import type { Scenario } from "../../scenario/types/scenario.ts";
import { type RamView, type Snapshot, takeSnapshot } from "./snapshot.ts";

/** The memory before and after a step. */
export interface StepMemory {
  /** Before. */
  readonly before: Snapshot;
  /** After; the same object if nothing changed. */
  readonly after: Snapshot;
}

/** A result with what the memory was like. */
export interface ObservedResult {
  /** The result. */
  readonly result: ScenarioResult;
  /** Memory by number of the step; missing where there is no picture. */
  readonly memory: readonly (StepMemory | undefined)[];
  /** What steps call the mappings that they made, by number of the VMA. */
  readonly names: ReadonlyMap<number, string>;
}

/** Runs a scenario and observes its steps; cells of tables are not drawn. */
export function runObserved(
  scenario: Scenario,
  edition: AnyEdition,
): ObservedResult {
  const memory: StepMemory[] = [];
  const ram = ramOf(scenario);
  let latest: Snapshot | undefined;
  const observer: RunObserver = {
    before(_number, { machine }) {
      if (machine !== undefined) latest ??= takeSnapshot(machine, ram);
    },
    after(number, { machine }) {
      if (machine === undefined) return;
      const before = latest!;
      const taken = takeSnapshot(machine, ram);
      const after = taken.key === before.key ? before : taken;
      memory[number] = { before, after };
      latest = after;
    },
  };
  const result = scenario.table === undefined
    ? runScenario(scenario, edition, observer)
    : runScenario(scenario, edition);
  const names = new Map<number, string>();
  result.steps.forEach(({ outcome }, number) => {
    const name = scenario.steps[number]?.as;
    if (outcome?.vma && name !== undefined) names.set(outcome.vma.id, name);
  });
  return { result, memory, names };
}

function ramOf({ machine: { ram } }: Scenario): RamView {
  const start = BigInt(ram.base);
  return {
    start,
    end: start + BigInt(ram.size),
    reserved: ram.reserved.map(({ start, length }) => ({
      start: BigInt(start),
      end: BigInt(start) + BigInt(length),
    })),
  };
}
