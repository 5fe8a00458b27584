/**
 * Scenarios put to real kernels.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import type { Edition } from "../../policy/edition.ts";
import type { Test } from "../../scenario/run/select.ts";
import type { Kernel } from "../boot/boot.ts";
import type { KernelVersion } from "../host/needs.ts";
import type { CaseResult } from "../answer/result.ts";
import { runPlan, type RunPlanOptions } from "../boot/run.ts";
import type { CompiledTest } from "./compiled.ts";
import { compileTest } from "./compile.ts";
import type { Judgement } from "./judgement.ts";
import { judgeTest } from "./judge.ts";
import type { SampleDepth } from "./samples.ts";

/** Kernel versions that the referee has, by edition. */
const VERSIONS: Readonly<Record<string, KernelVersion>> = {
  "linux-6.1": "6.1",
  "linux-6.12": "6.12",
};

/** The kernel version with the policy of an edition; undefined: none. */
export function versionOf(edition: string): KernelVersion | undefined {
  return VERSIONS[edition];
}

/** Finds a kernel that was built, one without an MMU unless said otherwise. */
export type KernelFinder = (
  version: KernelVersion,
  bits: WordSize,
  mmu?: boolean,
) => Promise<Kernel>;

/** Options of {@linkcode askKernels}. */
export interface AskOptions extends RunPlanOptions {
  /** How much memory is looked at; `"full"` if left out. */
  readonly depth?: SampleDepth;
  /** Called between two tests; what it answers is waited for. */
  readonly pause?: () => Promise<void> | undefined;
}

/** A test with what the kernel answered to its cases. */
export interface AskedTest {
  /** The test. */
  readonly test: CompiledTest;
  /** Answers to its cases. */
  readonly results: readonly CaseResult[];
  /** Release that answered; empty if it was asked nothing. */
  readonly release: string;
}

/** Compiles tests and lets the kernels that they name answer. */
export async function askKernels(
  tests: readonly Test[],
  find: KernelFinder,
  options: AskOptions = {},
): Promise<AskedTest[]> {
  const asked: AskedTest[] = [];
  for (const { scenario, edition } of tests) {
    const test = compileTest(scenario, edition as Edition, options.depth);
    asked.push({ test, results: [], release: "" });
    await options.pause?.();
  }
  const groups = groupsOf(asked);
  const all = [...groups.values()].flat()
    .reduce((sum, index) => sum + asked[index]!.test.cases.length, 0);
  let before = 0;
  for (const [key, group] of groups) {
    const [version, bits] = key.split("/");
    const kernel = await find(
      version as KernelVersion,
      Number(bits) as WordSize,
    );
    const plan = {
      bits: kernel.bits,
      cases: group.flatMap((index) =>
        asked[index]!.test.cases.map((one) => one.plan)
      ),
    };
    const { cases, release } = await runPlan(kernel, plan, {
      ...options,
      progress: (done) => options.progress?.(before + done, all),
    });
    before += cases.length;
    let at = 0;
    for (const index of group) {
      const { test } = asked[index]!;
      const results = cases.slice(at, at + test.cases.length);
      at += test.cases.length;
      asked[index] = { test, results, release };
    }
  }
  return asked;
}

/** Positions of tests that the same kernel is to answer. */
function groupsOf(asked: readonly AskedTest[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  asked.forEach(({ test }, index) => {
    const version = versionOf(test.edition.id);
    if (version === undefined || test.cases.length === 0) return;
    const key = `${version}/${test.target.scenario.machine.wordSize}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [index]);
    else group.push(index);
  });
  return groups;
}

/** Judges all tests. */
export async function judgeTests(
  tests: readonly Test[],
  find: KernelFinder,
  options: AskOptions = {},
): Promise<Judgement[]> {
  const asked = await askKernels(tests, find, options);
  const judgements: Judgement[] = [];
  for (const { test, results } of asked) {
    judgements.push(judgeTest(test, results));
    await options.pause?.();
  }
  return judgements;
}
