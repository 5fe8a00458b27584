/**
 * Drafts put to a kernel with an MMU.
 *
 * @module
 */

import { errnoName } from "../../abi/errno.ts";
import type { Word } from "../../abi/word.ts";
import type { Edition } from "../../policy/edition.ts";
import type { KernelFinder } from "../judge/run_tests.ts";
import { askMmu, judgeMmuTests } from "../judge_mmu/ask.ts";
import type { MmuPlanStep, MmuStepResult } from "../judge_mmu/plan.ts";
import type { DraftValue } from "./draft.ts";
import { type DraftJudge, testsOf } from "./judge.ts";
import { scenarioOf } from "./scenarios.ts";

/** The kernel with an MMU of an edition. */
export function mmuJudge(edition: Edition, find: KernelFinder): DraftJudge {
  return {
    async judge(drafts, options = {}) {
      const tests = await testsOf(drafts, edition, options.pause);
      return await judgeMmuTests(tests, find, options);
    },
    async answer(draft) {
      const scenario = scenarioOf(draft);
      const [asked] = await askMmu([{ scenario, edition }], find);
      const { test: { plan }, result, release } = asked!;
      const crash = result?.end === "done" ? undefined : result?.steps.length;
      const expect = draft.steps.map((_, number) => {
        if (number + 1 === crash) return "crash";
        const step = result?.steps[number];
        return step === undefined
          ? "ok"
          : mmuExpectation(plan!.steps[number]!, step);
      });
      return { release, expect };
    },
  };
}

/** What the kernel did in a step, as an expectation. */
export function mmuExpectation(
  { operation, address }: MmuPlanStep,
  { errno, vmas }: MmuStepResult,
): DraftValue {
  if (errno !== undefined) return errnoName(errno);
  const vma = vmas.find(({ line }) => contains(line, address));
  if (vma === undefined) return "ok";
  const names = vma.flags.replace(/^VmFlags: /, "").split(" ");
  return {
    ...(operation === "mmap" ? { decision: decisionOf(names) } : {}),
    vm_flags: names.join(" "),
  };
}

/** Whether the range of a line of /proc/PID/maps has an address in it. */
function contains(line: string, address: Word): boolean {
  const [start = "0", end = "0"] = line.split(/[- ]/, 2);
  const at = BigInt(address);
  return at >= BigInt(`0x${start}`) && at < BigInt(`0x${end}`);
}

function decisionOf(names: readonly string[]): string {
  if (names.includes("pf")) return "pfnmap";
  return names.includes("mm") ? "mixedmap" : "normal";
}
