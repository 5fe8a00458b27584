/**
 * The verdict of a real kernel with an MMU on a scenario and on the engine.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import { mmuCallText } from "../../scenario/run/mmu_text.ts";
import { type MmuSeen, runCramfsMmu } from "../../scenario/run/cramfs_mmu.ts";
import type { MmuStep } from "../../scenario/types/cramfs_mmu.ts";
import type { Difference } from "../judge/difference.ts";
import type { JudgedStep, Judgement } from "../judge/judgement.ts";
import type { Unobservable } from "../judge/unobservable.ts";
import { compareMmuStep } from "./compare.ts";
import { MMU_REVISION, type MmuTest } from "./compile.ts";
import { expectedMmuText } from "./expected.ts";
import type { MmuCaseResult } from "./plan.ts";

/** Properties that tell where something lies. */
const PLACES = /^(address|pgoff|maps|messages)/;

/** Judges one test by what the kernel answered; undefined: it was not asked. */
export function judgeMmuTest(
  test: MmuTest,
  result: MmuCaseResult | undefined,
): Judgement {
  const all = test.target.original.cramfsMmu!.steps.length;
  const common = { test, all };
  if (result === undefined) {
    const { unobservable } = test;
    return {
      ...common,
      status: "unjudged",
      steps: [],
      unobservable,
      judged: 0,
    };
  }
  const { differs, judged, unobservable } = compare(test, result);
  return {
    ...common,
    status: differs === undefined ? "agrees" : "differs",
    steps: differs === undefined ? [] : [differs],
    unobservable: [...test.unobservable, ...unobservable],
    judged,
  };
}

/** What came of a comparison, up to the first step that differs. */
interface Compared {
  readonly differs: JudgedStep | undefined;
  readonly judged: number;
  readonly unobservable: readonly Unobservable[];
}

function compare(test: MmuTest, result: MmuCaseResult): Compared {
  const { scenario } = test.target;
  const { steps } = scenario.cramfsMmu!;
  const refused = setUp(test, result);
  if (refused !== undefined) {
    return {
      differs: judgedStep(test, 0, [refused]),
      judged: 0,
      unobservable: [],
    };
  }
  let differs: JudgedStep | undefined;
  let judged = 0;
  const observe = (number: number, engine: MmuSeen) => {
    if (differs !== undefined) return;
    const kernel = result.steps[number];
    const complete = result.end === "done" || number < result.steps.length - 1;
    const differences = kernel === undefined || !complete
      ? [stopped(result)]
      : compareMmuStep({
        operation: steps[number]!.operation,
        engine,
        kernel,
        deviceOf: (image, path) => deviceText(test, image, path),
      });
    if (differences.length === 0) judged++;
    else differs = judgedStep(test, number, differences);
  };
  const onTarget = runCramfsMmu(scenario, MMU_REVISION, observe);
  const native = runCramfsMmu(test.target.original, MMU_REVISION);
  const unobservable = onTarget.slice(0, judged).flatMap(
    ({ number, mismatches }): Unobservable[] => {
      const known = new Set(native[number]!.mismatches.map(({ key }) => key));
      const keys = mismatches.map(({ key }) => key)
        .filter((key) => !PLACES.test(key) && !known.has(key));
      if (keys.length === 0) return [];
      const what = [...new Set(keys)].join(", ");
      return [{
        step: number,
        because: `${what} depends on where memory lies`,
      }];
    },
  );
  return { differs, judged, unobservable };
}

/** Images that the kernel did not mount, files that it did not open. */
function setUp(
  { plan }: MmuTest,
  { mounts, opens, end }: MmuCaseResult,
): Difference | undefined {
  const image = mounts.findIndex((errno) => errno !== 0);
  if (image >= 0) {
    return {
      field: "mount",
      engine: "ok",
      kernel: `${errnoName(mounts[image]!)} for image ${image + 1}`,
    };
  }
  const file = opens.findIndex((errno) => errno !== 0);
  if (file >= 0) {
    return {
      field: "open",
      engine: "ok",
      kernel: `${errnoName(opens[file]!)} for /${plan?.files[file]?.path}`,
    };
  }
  return end === "done" || mounts.length > 0
    ? undefined
    : { field: "mount", engine: "ok", kernel: "the kernel stops" };
}

function stopped({ end, steps }: MmuCaseResult): Difference {
  const said = steps.at(-1)?.messages.join(" / ") ?? "";
  return {
    field: "errno",
    engine: "the kernel goes on",
    kernel: `the kernel ${end === "hung" ? "hangs" : "stops"}: ${said}`,
  };
}

function deviceText({ images }: MmuTest, image: number, path: string): string {
  for (const [file, place] of images) {
    if (place !== image || file.path !== path) continue;
    const { major, minor } = file.device;
    const part = (number: number) => number.toString(16).padStart(2, "0");
    return `${part(major)}:${part(minor)}`;
  }
  return "no such file";
}

function judgedStep(
  { target: { original } }: MmuTest,
  number: number,
  differences: readonly Difference[],
): JudgedStep {
  const step: MmuStep = original.cramfsMmu!.steps[number]!;
  return {
    number,
    label: step.as ?? `step ${number + 1}`,
    at: step.at,
    call: mmuCallText(original, step.operation),
    differences: differences.map((difference) => ({
      ...difference,
      expected: expectedMmuText(step, difference.field),
    })),
  };
}
