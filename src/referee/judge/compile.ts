/**
 * Scenarios as cases of a plan.
 *
 * @module
 */
import type { Outcome } from "../../mm/outcome.ts";
import type { Edition } from "../../policy/edition.ts";
import type {
  Expectation,
  Operation,
  Scenario,
  Step,
} from "../../scenario/types.ts";
import type {
  PlanAddress,
  PlanCase,
  PlanObserve,
  PlanStep,
} from "../plan/plan.ts";
import { compileFiles } from "./compile_files.ts";
import { compileOperation } from "./compile_operation.ts";
import { type Sample, type SampleDepth, samplesOf } from "./samples.ts";
import { type TargetScenario, targetScenario } from "./target_scenario.ts";
import { unobservable } from "./unobservable.ts";
import type { CompiledCase, CompiledTest } from "./compiled.ts";
import { engineRun } from "./engine_run.ts";

/** Compiles a scenario. */
export function compileTest(
  original: Scenario,
  edition: Edition,
  depth: SampleDepth = "full",
): CompiledTest {
  const target = targetScenario(original);
  const { scenario } = target;
  const { outcomes, unmapped } = engineRun(scenario, edition);
  const found = unobservable(target, outcomes, unmapped);
  const common = { target, edition, unobservable: found };
  if (found.some(({ step }) => step === undefined)) {
    return { ...common, cases: [] };
  }
  const skip = new Set(found.map(({ step }) => step));
  const cases = scenario.table === undefined
    ? [compileSteps(target, edition, outcomes, skip, depth)]
    : scenario.table.cells.flatMap((_, cell) =>
      skip.has(cell) ? [] : compileCell(target, outcomes, cell, depth)
    );
  return { ...common, cases };
}

/** What all cases of a scenario have. */
function commonPlan(
  { scenario }: TargetScenario,
): Omit<PlanCase, "steps" | "files"> {
  const { machine } = scenario;
  return {
    trimPages: machine.nrTrimPages,
    ...(machine.maxMapCount === 65530
      ? {}
      : { maxMapCount: machine.maxMapCount }),
    processes: scenario.processes.map(({ ptraced, readImpliesExec }) => ({
      ptraced,
      readImpliesExec,
    })),
  };
}

/** The plan of one scenario while it grows. */
class Builder {
  readonly steps: PlanStep[] = [];
  readonly positions: (number | undefined)[] = [];
  readonly samples = new Map<number, Sample>();

  sample(process: number, sample: Sample): void {
    this.samples.set(this.steps.length, sample);
    this.steps.push({
      operation: "load",
      process,
      address: sample.address,
      length: sample.length,
      count: sample.count,
      stride: sample.stride,
      observe: { at: false },
    });
  }
}

function compileSteps(
  target: TargetScenario,
  edition: Edition,
  outcomes: readonly (Outcome | null)[],
  skip: ReadonlySet<number | undefined>,
  depth: SampleDepth,
): CompiledCase {
  const { scenario } = target;
  const builder = new Builder();
  scenario.steps.forEach((step, number) => {
    if (skip.has(number) || outcomes[number] == null) {
      builder.positions.push(undefined);
      return;
    }
    const expectation = expectationOf(step, edition.id);
    const operation = compileOperation(
      step.operation,
      (address) => planAddress(address, builder.positions, outcomes),
    );
    builder.positions.push(builder.steps.length);
    builder.steps.push({
      ...operation,
      process: step.by,
      observe: observeFor(expectation),
    });
    const context = { target, outcomes, number, depth };
    for (const sample of samplesOf(step.operation, expectation, context)) {
      const address = planAddress(sample.at, builder.positions, outcomes);
      builder.sample(step.by, { ...sample, address });
    }
  });
  return caseOf(target, builder, outcomes);
}

function compileCell(
  target: TargetScenario,
  outcomes: readonly (Outcome | null)[],
  number: number,
  depth: SampleDepth,
): CompiledCase[] {
  const cell = target.scenario.table!.cells[number]!;
  const { file } = cell.operation;
  const builder = new Builder();
  builder.positions.push(0);
  builder.steps.push({
    ...compileOperation(cell.operation, absoluteOnly),
    process: cell.by,
    observe: observeFor(cell.expectation),
  });
  const outcome = outcomes[number] ?? null;
  const context = { target, outcomes: [outcome], number: 0, depth };
  const samples = samplesOf(cell.operation, cell.expectation, context);
  for (const sample of samples) {
    const address = planAddress(sample.at, builder.positions, [outcome]);
    builder.sample(cell.by, { ...sample, address });
  }
  const opened = file === undefined || cell.mode === undefined
    ? undefined
    : { file, mode: cell.mode };
  return [{ ...caseOf(target, builder, [outcome], opened), cell: number }];
}

function caseOf(
  target: TargetScenario,
  { steps, positions, samples }: Builder,
  outcomes: readonly (Outcome | null)[],
  opened?: Parameters<typeof compileFiles>[1],
): CompiledCase {
  const { files, fills, devices } = compileFiles(target, opened);
  return {
    plan: {
      ...commonPlan(target),
      files,
      fills,
      ...(devices.length === 0 ? {} : { devices }),
      steps,
      alone: overwritesMemory(outcomes),
    },
    steps: positions,
    samples,
  };
}

/** The expectation of a step for one kernel. */
export function expectationOf(
  step: Step,
  kernel: string,
): Expectation | undefined {
  return step.expect.find(({ kernels }) =>
    kernels === undefined || kernels.includes(kernel)
  )?.expectation;
}

function observeFor(expectation: Expectation | undefined): PlanObserve {
  return {
    regions: true,
    vmas: true,
    ...(expectation?.maps === undefined ? {} : { maps: true }),
    ...(expectation?.regionMaps === undefined ? {} : { regionMaps: true }),
  };
}

/** An address of the plan; one that its step did not answer is 0. */
function planAddress(
  address: NonNullable<(Operation & { kind: "munmap" })["address"]>,
  positions: readonly (number | undefined)[],
  outcomes: readonly (Outcome | null)[],
): PlanAddress {
  if (typeof address !== "object") return address;
  const position = positions[address.step];
  const outcome = outcomes[address.step];
  if (position === undefined || outcome == null || !answers(outcome)) return 0;
  return {
    step: position,
    offset: address.negative ? -BigInt(address.offset) : address.offset,
  };
}

function answers(outcome: Outcome): boolean {
  return outcome.vma !== null || outcome.value !== 0;
}

function absoluteOnly(address: unknown): PlanAddress {
  return typeof address === "number" || typeof address === "bigint"
    ? address
    : 0;
}

function overwritesMemory(outcomes: readonly (Outcome | null)[]): boolean {
  return outcomes.some((outcome) =>
    outcome?.hazards.some(({ id }) => id === "copy-larger-than-memory")
  );
}
