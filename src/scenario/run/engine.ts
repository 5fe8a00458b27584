/**
 * Running a scenario with the parts of the engine that it needs.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { Vma } from "../../memory/region.ts";
import type { Outcome } from "../../mm/outcome.ts";
import { type AnyEdition, kernelTitle } from "../../policy/editions.ts";
import type { CramfsRevision } from "../../files/cramfs/revisions.ts";
import type { Expectation } from "../types/expect.ts";
import type { Scenario } from "../types/scenario.ts";
import type { Operation, Step } from "../types/step.ts";
import { buildWorld, type ScenarioWorld } from "./build_world.ts";
import { matchExpectation } from "./match.ts";
import { loaded, type Parts } from "./parts.ts";
import {
  failedLabel,
  perform,
  performMmap,
  resolveAddress,
} from "./perform.ts";
import type {
  Mismatch,
  RunStatus,
  ScenarioResult,
  StepResult,
} from "./result.ts";
import { CallResult } from "./step_result.ts";

/** Is shown the world of a scenario while it runs; it must not change it. */
export interface RunObserver {
  /** A step or cell is about to run, unless the kernel has stopped. */
  before(number: number, world: ScenarioWorld): void;
  /** It has run. */
  after(number: number, world: ScenarioWorld): void;
  /** Can ask how the step would judge other outcomes. */
  judge?(number: number, outcome: Outcome, judge: Judge): void;
  /** What it is to be taken for: a mutation check breaks a call with it. */
  alter?(number: number, outcome: Outcome): Outcome;
}

/** Whether an outcome is as the step that runs expects. */
export type Judge = (outcome: Outcome) => boolean;

/**
 * Runs a scenario on one kernel's policy, or, with an MMU, in the revision of
 * cramfs that has the id of the edition; an observer hears nothing of that.
 *
 * @throws {TypeError} if a part that the scenario needs is not there.
 */
export function runWithParts(
  scenario: Scenario,
  edition: AnyEdition,
  parts: Parts,
  observer?: RunObserver,
): ScenarioResult {
  const steps = scenario.cramfsMmu !== undefined
    ? loaded(parts, "images").runCramfsMmu(
      scenario,
      edition.id as CramfsRevision,
    )
    : scenario.table === undefined
    ? runSteps(scenario, edition, parts, observer)
    : runTable(scenario, edition, parts, observer);
  const differs = steps.some(({ mismatches }) => mismatches.length > 0);
  return {
    scenario,
    kernel: edition.id,
    title: kernelTitle(
      scenario.releases?.get(edition.id) ?? edition.id,
      edition.id,
    ),
    status: statusOf(differs, scenario.status !== undefined),
    steps,
  };
}

function statusOf(differs: boolean, known: boolean): RunStatus {
  if (differs) return known ? "known" : "failed";
  return known ? "unexpected-pass" : "passed";
}

/** Steps that have run so far. */
interface Progress {
  readonly world: ScenarioWorld;
  readonly answers: (Word | undefined)[];
  readonly mappings: (Vma | undefined)[];
  readonly observer: RunObserver | undefined;
  readonly fileNames: readonly string[];
}

function runSteps(
  scenario: Scenario,
  edition: AnyEdition,
  parts: Parts,
  observer?: RunObserver,
): StepResult[] {
  const progress: Progress = {
    world: buildWorld(scenario, edition, parts),
    answers: [],
    mappings: [],
    observer,
    fileNames: scenario.files.map(({ name }) => name),
  };
  return scenario.steps.map((step, number) =>
    runStep(scenario, edition, step, number, progress)
  );
}

function runStep(
  scenario: Scenario,
  edition: AnyEdition,
  step: Step,
  number: number,
  progress: Progress,
): StepResult {
  const { world, answers, mappings, fileNames } = progress;
  const { operation, at } = step;
  const label = step.as ?? `step ${number + 1}`;
  const called = { scenario, operation, number, label, at };
  if (world.world.dead) {
    return new CallResult(called, null, [{
      key: "kernel",
      expected: "running",
      actual: "stopped by an earlier step",
      at,
    }]);
  }
  const failed = failedLabel(operation, answers);
  if (failed !== undefined) {
    return new CallResult(called, null, [{
      key: "address",
      expected: `the address of '${failed}'`,
      actual: "none, for its call failed; this step was not run",
      at,
    }]);
  }
  const process = world.processes[step.by]!;
  progress.observer?.before(number, world);
  const made = perform(world, step.by, operation, answers);
  progress.observer?.after(number, world);
  const expectation = expectationFor(step, edition.id) ?? nothing(at);
  const settle = (outcome: Outcome): Mismatch[] => {
    const moved = operation.kind === "mremap" && outcome.errno === 0;
    answers[number] = outcome.vma !== null || moved ? outcome.value : undefined;
    const vma = outcome.vma ?? mappingOf(operation, progress, step.by);
    mappings[number] = vma ?? undefined;
    return matchExpectation(expectation, {
      world,
      process,
      outcome,
      vma,
      answers,
      mappings,
      fileNames,
    });
  };
  progress.observer?.judge?.(
    number,
    made,
    (other) => settle(other).length === 0,
  );
  const outcome = progress.observer?.alter?.(number, made) ?? made;
  return new CallResult(called, outcome, settle(outcome));
}

/** A step without expectation must succeed, and not meet a hazard. */
function nothing(at: number): Expectation {
  return { at, keys: {}, errno: 0 };
}

function expectationFor(step: Step, kernel: string): Expectation | undefined {
  return step.expect.find(({ kernels }) =>
    kernels === undefined || kernels.includes(kernel)
  )?.expectation;
}

/** The mapping at the address that a call other than mmap names. */
function mappingOf(
  operation: Operation,
  { world, answers }: Progress,
  by: number,
): Vma | null {
  if (!("address" in operation) || operation.address === undefined) return null;
  const { wordSize } = world.world.arch;
  const address = resolveAddress(operation.address, answers, wordSize);
  if (address === undefined) return null;
  return world.world.vmaAt(world.processes[by]!, address) ?? null;
}

function runTable(
  scenario: Scenario,
  edition: AnyEdition,
  parts: Parts,
  observer?: RunObserver,
): StepResult[] {
  const fileNames = scenario.files.map(({ name }) => name);
  return scenario.table!.cells.map((cell, number) => {
    const world = buildWorld(scenario, edition, parts);
    const { operation, mode } = cell;
    const { file } = operation;
    const opened = file === undefined
      ? null
      : mode === undefined
      ? world.files[file]!
      : world.reopen(file, mode);
    observer?.before(number, world);
    const made = performMmap(world, cell.by, operation, opened, []);
    observer?.after(number, world);
    const match = (outcome: Outcome): Mismatch[] =>
      matchExpectation(cell.expectation, {
        world,
        process: world.processes[cell.by]!,
        outcome,
        vma: outcome.vma,
        answers: [outcome.value],
        mappings: [],
        fileNames,
      });
    observer?.judge?.(number, made, (other) => match(other).length === 0);
    const outcome = observer?.alter?.(number, made) ?? made;
    const label = `${cell.row} ${cell.column}`;
    const called = { scenario, operation, number, label, at: cell.at };
    return new CallResult(called, outcome, match(outcome));
  });
}
