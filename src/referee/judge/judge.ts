/**
 * The verdict of the real kernel on a scenario and on the engine.
 *
 * @module
 */
import { callText } from "../../scenario/run/describe.ts";
import { runScenario } from "../../scenario/run/run.ts";
import type { ScenarioResult } from "../../scenario/run/result.ts";
import type { Expectation, Step, TableCell } from "../../scenario/types.ts";
import type { CaseResult } from "../answer/result.ts";
import { compareStep } from "./compare.ts";
import type { Difference } from "./difference.ts";
import { compareMaps, compareMemory } from "./compare_memory.ts";
import type { CompiledCase, CompiledTest } from "./compiled.ts";
import { expectationOf } from "./compile.ts";
import { expectedText } from "./expected.ts";
import type { EngineStep } from "./engine_step.ts";
import { Replay } from "./replay.ts";
import type { Unobservable } from "./unobservable.ts";
import type { JudgedStep, Judgement } from "./judgement.ts";

/**
 * After these hazards the kernel uses memory that it freed; what comes of that
 * is no policy.
 */
const UNDEFINED_AFTER: ReadonlySet<string> = new Set([
  "freed-vma-used",
  "freed-region-in-tree",
  "mapped-pages-freed",
  "stale-tree-entry",
  "vma-released-twice",
  "tree-allocation-lost",
]);

/** Properties that tell where memory lies, which every machine does its way. */
const PLACES =
  /^(address|region\.(start|end|top)|(region_)?maps line|calls\.\w+\.(start|end|result|address)|accounting\.free_pages)/;

/** Judges one test by what the kernel answered to its cases. */
export function judgeTest(
  test: CompiledTest,
  results: readonly CaseResult[],
): Judgement {
  const { scenario } = test.target;
  const all = scenario.table?.cells.length ?? scenario.steps.length;
  const found: Found = { steps: [], unobservable: [...test.unobservable] };
  let judged = 0;
  test.cases.forEach((one, index) => {
    const result = results[index];
    if (result !== undefined) judged += judgeCase(test, one, result, found);
  });
  return {
    test,
    status: found.steps.length > 0
      ? "differs"
      : judged === 0
      ? "unjudged"
      : "agrees",
    steps: found.steps,
    unobservable: found.unobservable,
    judged,
    all,
  };
}

interface Found {
  readonly steps: JudgedStep[];
  readonly unobservable: Unobservable[];
}

/** Returns how many steps were judged. */
function judgeCase(
  test: CompiledTest,
  one: CompiledCase,
  result: CaseResult,
  found: Found,
): number {
  if (result.end === "overwritten") return judgeOverwritten(test, one, found);
  const replay = new Replay(test, one, result);
  const native = nativeMismatches(test);
  const hazards = new Set<string>();
  let judged = 0;
  for (const [index, position] of one.steps.entries()) {
    const number = one.cell ?? index;
    if (position === undefined) {
      if (one.cell === undefined && !replay.dead) replay.skip(index);
      continue;
    }
    const kernel = result.steps[position];
    if (kernel === undefined) break;
    const expectation = expectedOf(test, one, number);
    if (touchesRunner(operationOf(test, one, index), replay, result)) {
      found.unobservable.push({
        step: number,
        because: "the range holds memory of the runner itself",
      });
      return judged;
    }
    if (kernel.gap === "no-address" && !replay.hasAddress(index)) {
      found.unobservable.push({
        step: number,
        because: "on the target its mapping could not be made",
      });
      continue;
    }
    const engine = replay.step(index, kernel);
    const differences = compareStep(engine, kernel);
    if (differences.length === 0 && engine.fatal === undefined) {
      compareMemory(
        one,
        position,
        { replay, engine, kernel, result },
        differences,
      );
      compareMaps(test, number, { replay, kernel, expectation }, differences);
    }
    if (differences.length > 0) {
      const hazard = [...hazards].find((id) => UNDEFINED_AFTER.has(id));
      if (hazard !== undefined) {
        found.unobservable.push({
          step: number,
          because: `after '${hazard}' it depends on what freed memory holds`,
        });
      } else found.steps.push(judgedStep(test, number, differences));
      return judged;
    }
    judged++;
    noteDependence(
      test,
      number,
      { replay, engine, expectation, native },
      found,
    );
    for (const { id } of engine.outcome.hazards) hazards.add(id);
    if (engine.fatal !== undefined) return judged;
  }
  if (result.end !== "done" && replay.canExit()) {
    const last = one.cell ?? one.steps.length - 1;
    found.steps.push(judgedStep(test, last, [{
      field: "exit",
      engine: "all processes can exit",
      kernel: `the kernel stops during ${result.during}`,
    }]));
  }
  return judged;
}

function operationOf(
  { target: { scenario } }: CompiledTest,
  { cell }: CompiledCase,
  index: number,
): Step | TableCell {
  return cell === undefined
    ? scenario.steps[index]!
    : scenario.table!.cells[cell]!;
}

/** Whether a range to be unmapped holds the runner's own mapping. */
function touchesRunner(
  { operation, by }: Step | TableCell,
  replay: Replay,
  result: CaseResult,
): boolean {
  if (operation.kind !== "munmap") return false;
  const start = replay.resolve(operation.address) ?? 0;
  const own = result.processes.find(({ process }) => process === by);
  if (own === undefined) return false;
  const end = BigInt(start) + BigInt(operation.length);
  return start < own.ownEnd && end > own.ownStart;
}

/** The kernel left nothing; the engine must have foreseen that. */
function judgeOverwritten(
  test: CompiledTest,
  one: CompiledCase,
  found: Found,
): number {
  const { steps } = runScenario(test.target.scenario, test.edition);
  const stopped = steps.findIndex((step, number) =>
    (one.cell === undefined || one.cell === number) &&
    step.outcome?.hazards.some(({ id }) => id === "copy-larger-than-memory")
  );
  if (stopped >= 0) return one.cell === undefined ? stopped + 1 : 1;
  found.steps.push(judgedStep(test, one.cell ?? 0, [{
    field: "errno",
    engine: "the kernel survives",
    kernel: "the kernel overwrites all memory",
  }]));
  return 0;
}

function expectedOf(
  { target: { scenario }, edition }: CompiledTest,
  { cell }: CompiledCase,
  number: number,
): Expectation | undefined {
  return cell === undefined
    ? expectationOf(scenario.steps[number]!, edition.id)
    : scenario.table!.cells[number]!.expectation;
}

/** Properties of a step that differ from the expectation on any machine. */
function nativeMismatches(
  { target, edition }: CompiledTest,
): (number: number) => ReadonlySet<string> {
  let run: ScenarioResult | undefined;
  return (number) => {
    run ??= runScenario(target.original, edition);
    return new Set(run.steps[number]?.mismatches.map(({ key }) => key) ?? []);
  };
}

/** Says where the outcome that the scenario expects depends on addresses. */
function noteDependence(
  test: CompiledTest,
  number: number,
  { replay, engine, expectation, native }: {
    readonly replay: Replay;
    readonly engine: EngineStep;
    readonly expectation: Expectation | undefined;
    readonly native: (number: number) => ReadonlySet<string>;
  },
  found: Found,
): void {
  if (expectation === undefined || test.target.original.status !== undefined) {
    return;
  }
  const otherwise = replay.mismatches(expectation, engine)
    .map(({ key }) => key)
    .filter((key) => !PLACES.test(key));
  if (otherwise.length === 0) return;
  const known = native(number);
  const keys = otherwise.filter((key) => !known.has(key));
  if (keys.length === 0) return;
  found.unobservable.push({
    step: number,
    because: `${[...new Set(keys)].join(", ")} depends on where memory lies`,
  });
}

function judgedStep(
  test: CompiledTest,
  number: number,
  differences: readonly Difference[],
): JudgedStep {
  const { original } = test.target;
  const step = original.table === undefined
    ? original.steps[number]!
    : original.table.cells[number]!;
  const expectation = "expectation" in step
    ? step.expectation
    : expectationOf(step, test.edition.id);
  return {
    number,
    label: "row" in step
      ? `${step.row} ${step.column}`
      : step.as ?? `step ${number + 1}`,
    at: step.at,
    call: callText(original, step.operation),
    differences: differences.map((difference) => ({
      ...difference,
      expected: expectedText(expectation, difference.field),
    })),
  };
}
