/**
 * Scenarios of mappings with an MMU put to a real kernel.
 *
 * @module
 */

import type { Edition } from "../../policy/edition.ts";
import type { Test } from "../../scenario/run/select.ts";
import type { AskOptions, KernelFinder } from "../judge/run_tests.ts";
import type { Judgement } from "../judge/judgement.ts";
import { MMU_VERSION } from "../host/needs.ts";
import { compileMmuTest, MMU_REVISION, type MmuTest } from "./compile.ts";
import { judgeMmuTest } from "./judge.ts";
import type { MmuCaseResult } from "./plan.ts";
import { runMmuCases } from "./run.ts";

/** Whether a test is one for the kernel with an MMU. */
export function isMmuTest({ scenario, edition }: Test): boolean {
  return scenario.cramfsMmu !== undefined && edition.id === MMU_REVISION;
}

/** A test with what the kernel answered. */
export interface AskedMmuTest {
  /** The test. */
  readonly test: MmuTest;
  /** The answer; left out: it was not asked. */
  readonly result?: MmuCaseResult;
  /** Release that answered; empty if it was asked nothing. */
  readonly release: string;
}

/** Compiles tests and lets the kernel answer. */
export async function askMmu(
  tests: readonly Test[],
  find: KernelFinder,
  options: AskOptions = {},
): Promise<AskedMmuTest[]> {
  const compiled: MmuTest[] = [];
  for (const { scenario, edition } of tests) {
    compiled.push(compileMmuTest(scenario, edition as Edition));
    await options.pause?.();
  }
  const cases = compiled.flatMap(({ plan }) => plan ?? []);
  if (cases.length === 0) {
    return compiled.map((test) => ({ test, release: "" }));
  }
  const kernel = await find(MMU_VERSION, 64, true);
  const { results, release } = await runMmuCases(kernel, cases, options);
  const next = results.values();
  return compiled.map((test) => {
    const result = test.plan === undefined ? undefined : next.next().value;
    return result === undefined
      ? { test, release: "" }
      : { test, result, release };
  });
}

/** Judges all tests. */
export async function judgeMmuTests(
  tests: readonly Test[],
  find: KernelFinder,
  options: AskOptions = {},
): Promise<Judgement[]> {
  const judgements: Judgement[] = [];
  for (const { test, result } of await askMmu(tests, find, options)) {
    judgements.push(judgeMmuTest(test, result));
    await options.pause?.();
  }
  return judgements;
}
