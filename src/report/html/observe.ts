/**
 * Running a scenario while snapshots are taken of its memory.
 *
 * @module
 */
import type { AnyEdition } from "../../policy/editions.ts";
import { observe, type PolicyAnswer } from "../../question/observe.ts";
import { rulePath, type RulePlace } from "../../question/rule_path.ts";
import type { ScenarioResult } from "../../scenario/run/result.ts";
import { runScenario } from "../../scenario/run/run.ts";
import type { Operation, Scenario } from "../../scenario/types.ts";
import { mappingKey, type MappingNames } from "./picture.ts";
import type { RamView, Snapshot } from "./snapshot.ts";
import { takeSnapshot } from "./take_snapshot.ts";

/** The memory before and after a step. */
export interface StepMemory {
  /** Before. */
  readonly before: Snapshot;
  /** After; the same object if nothing changed. */
  readonly after: Snapshot;
}

/** A result with what was seen while it came about. */
export interface ObservedResult {
  /** The result. */
  readonly result: ScenarioResult;
  /**
   * Memory by number of the step; the cells of tables have none, nor have steps
   * after too much was seen.
   */
  readonly memory: readonly (StepMemory | undefined)[];
  /** Ways through the rules by number of the step or cell. */
  readonly paths: readonly (readonly RulePlace[])[];
  /** What steps call the mappings that they made. */
  readonly names: MappingNames;
}

/** Things that all snapshots of a test show together, at most. */
const MOST_SHOWN = 20_000;
/** Those of all kernels of a scenario. */
const MOST_OF_KERNELS = 40_000;

function sizeOf(snapshot: Snapshot): number {
  const { areas, free, filePages, regions, vmas, processes } = snapshot;
  return areas.length + free.length + filePages.length + regions.length +
    vmas.length + processes.length;
}

/** Runs a scenario and observes it. */
export function runObserved(
  scenario: Scenario,
  edition: AnyEdition,
): ObservedResult {
  const memory: StepMemory[] = [];
  const policy: (PolicyAnswer | undefined)[] = [];
  const observed = observe(edition);
  const ram = ramOf(scenario);
  const draws = scenario.table === undefined;
  let latest: Snapshot | undefined;
  const most = Math.min(MOST_SHOWN, MOST_OF_KERNELS / scenario.kernels.length);
  let shown = 0;
  const result = runScenario(scenario, observed.edition, {
    before(_number, { world }) {
      if (draws) latest ??= takeSnapshot(world, ram);
    },
    after(number, { world }) {
      policy[number] = observed.take().at(-1);
      if (latest === undefined || shown > most) return;
      const taken = takeSnapshot(world, ram);
      shown += sizeOf(taken);
      const after = taken.key === latest.key ? latest : taken;
      memory[number] = { before: latest, after };
      latest = after;
    },
  });
  const asked: readonly { readonly operation: Operation }[] =
    scenario.table?.cells ?? scenario.steps;
  const paths = result.steps.map(({ outcome, number }) => {
    if (outcome === null) return [];
    const { operation } = asked[number]!;
    const answer = policy[number];
    return rulePath({
      scenario,
      operation,
      outcome,
      ...(answer === undefined ? {} : { policy: answer }),
    }, edition);
  });
  return { result, memory, paths, names: namesOf(result) };
}

function namesOf({ scenario, steps }: ScenarioResult): MappingNames {
  const names = new Map<string, string>();
  steps.forEach(({ outcome }, number) => {
    const { as, by } = scenario.steps[number] ?? {};
    if (outcome?.vma && as !== undefined && by !== undefined) {
      names.set(mappingKey(by, outcome.vma.id), as);
    }
  });
  return names;
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
