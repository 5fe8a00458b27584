/**
 * Drafts put to a kernel without an MMU.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import type { Edition } from "../../policy/edition.ts";
import {
  askKernels,
  judgeTests,
  type KernelFinder,
} from "../judge/run_tests.ts";
import type { StepResult } from "../answer/result.ts";
import type { DraftValue } from "./draft.ts";
import { type DraftJudge, testsOf } from "./judge.ts";
import { scenarioOf } from "./scenarios.ts";

/** The kernel of an edition. */
export function nommuJudge(edition: Edition, find: KernelFinder): DraftJudge {
  return {
    async judge(drafts, options = {}) {
      const tests = await testsOf(drafts, edition, options.pause);
      return await judgeTests(tests, find, { ...options, depth: "sparse" });
    },
    async answer(draft) {
      const scenario = scenarioOf(draft);
      const [asked] = await askKernels([{ scenario, edition }], find);
      const { test, results, release } = asked!;
      const positions = test.cases[0]?.steps ?? [];
      const expect = draft.steps.map((_, number) => {
        const position = positions[number];
        const answer = position === undefined
          ? undefined
          : results[0]?.steps[position];
        return answer === undefined ? "ok" : expectationOf(answer);
      });
      return { release, expect };
    },
  };
}

function expectationOf(answer: StepResult): DraftValue {
  const { errno, vma, region, gap } = answer;
  if (gap !== undefined) return { hazard: "region-start-taken" };
  const accounting = {
    ...(answer.mapCount === undefined ? {} : { map_count: answer.mapCount }),
  };
  if (errno !== undefined) return errnoName(errno);
  if (vma == null || region === undefined) {
    return Object.keys(accounting).length === 0
      ? "ok"
      : { errno: "ok", accounting };
  }
  const names = (flags: number) => formatFlags(flags, VM);
  return {
    vm_flags: names(vma.flags),
    region: { usage: region.usage, flags: names(region.flags) },
    calls: answer.calls.map(({ operation }) => operation),
    accounting,
  };
}
