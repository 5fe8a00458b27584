/**
 * Scenarios as cases of a plan.
 *
 * @module
 */

import { addWords, type Word } from "../../abi/word.ts";
import type { Vma } from "../../memory/region.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { Edition } from "../../policy/edition.ts";
import { bytesOf, resolveAddress } from "../../scenario/run/perform.ts";
import { runScenario } from "../../scenario/run/run.ts";
import type {
  Address,
  Expectation,
  Operation,
  Scenario,
  Step,
} from "../../scenario/types.ts";
import type { PlanAddress, PlanCase, PlanObserve, PlanStep } from "../plan.ts";
import { compileFiles } from "./compile_files.ts";
import { compileOperation } from "./compile_operation.ts";
import { type Sample, type SampleDepth, samplesOf } from "./samples.ts";
import { type TargetScenario, targetScenario } from "./target_scenario.ts";
import { type Unobservable, unobservable } from "./unobservable.ts";

/** One case of the plan: all steps of a scenario, or one cell of its table. */
export interface CompiledCase {
  /** What the kernel is asked. */
  readonly plan: PlanCase;
  /** Position in the plan of each step of the scenario, if it has one. */
  readonly steps: readonly (number | undefined)[];
  /** Memory that is looked at, by its position in the plan. */
  readonly samples: ReadonlyMap<number, Sample>;
  /** Number of the cell, if it is one. */
  readonly cell?: number;
}

/** A scenario of one edition, ready for the kernel. */
export interface CompiledTest {
  /** The scenario with addresses of the target. */
  readonly target: TargetScenario;
  /** The edition. */
  readonly edition: Edition;
  /** Cases; empty if it cannot be judged at all. */
  readonly cases: readonly CompiledCase[];
  /** What cannot be observed on the target. */
  readonly unobservable: readonly Unobservable[];
}

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

interface EngineRun {
  /** Outcome of each step or cell; null: the kernel had stopped. */
  readonly outcomes: readonly (Outcome | null)[];
  /** Steps that load or store where nothing is mapped. */
  readonly unmapped: ReadonlySet<number>;
}

/** The engine on the scenario's own machine. */
function engineRun(scenario: Scenario, edition: Edition): EngineRun {
  const unmapped = new Set<number>();
  const answers: (Word | undefined)[] = [];
  const made: (Vma | undefined)[] = [];
  const { steps } = runScenario(scenario, edition, {
    before(number, { world, processes }) {
      const step = scenario.steps[number];
      if (step === undefined) return;
      const { operation, by } = step;
      if (operation.kind !== "load" && operation.kind !== "store") return;
      const { wordSize } = world.arch;
      const at = resolveAddress(operation.address, answers, wordSize);
      const vma = at === undefined
        ? undefined
        : world.vmaAt(processes[by]!, at);
      const length = operation.kind === "load"
        ? Number(operation.length)
        : bytesOf(operation.bytes).length;
      const inside = vma !== undefined && at !== undefined &&
        addWords(at, length, wordSize) <= vma.end &&
        isOf(vma, operation.address, made);
      if (!inside) unmapped.add(number);
    },
    after() {},
    alter(number, outcome) {
      if (outcome.vma !== null) {
        answers[number] = outcome.value;
        made[number] = outcome.vma;
      }
      return outcome;
    },
  });
  return { outcomes: steps.map(({ outcome }) => outcome), unmapped };
}

/**
 * Whether the mapping is what is left of the one that the label names, and not
 * a later one that happens to lie there on this machine.
 */
function isOf(
  vma: Vma,
  address: Address,
  made: readonly (Vma | undefined)[],
): boolean {
  if (typeof address !== "object") return true;
  const own = made[address.step];
  return vma.region === own?.region || !made.includes(vma);
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
  const { files, fills, devices } = compileFiles(target);
  return {
    plan: {
      ...commonPlan(target),
      files,
      fills,
      ...(devices.length === 0 ? {} : { devices }),
      steps: builder.steps,
      alone: overwritesMemory(outcomes),
    },
    steps: builder.positions,
    samples: builder.samples,
  };
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
  const { files, fills, devices } = compileFiles(
    target,
    file === undefined || cell.mode === undefined
      ? undefined
      : { file, mode: cell.mode },
  );
  return [{
    plan: {
      ...commonPlan(target),
      files,
      fills,
      ...(devices.length === 0 ? {} : { devices }),
      steps: builder.steps,
      alone: overwritesMemory([outcome]),
    },
    steps: builder.positions,
    samples: builder.samples,
    cell: number,
  }];
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
