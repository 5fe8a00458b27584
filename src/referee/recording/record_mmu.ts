/**
 * Recording what a real kernel with an MMU answers.
 *
 * @module
 */

import type { Edition } from "../../policy/edition.ts";
import type { Judgement } from "../judge/judgement.ts";
import type { KernelFinder } from "../judge/run_tests.ts";
import { askMmu } from "../judge_mmu/ask.ts";
import { judgeMmuTest } from "../judge_mmu/judge.ts";
import { MMU_VERSION } from "../host/needs.ts";
import {
  type MmuRecordingLine,
  RECORDING_FORMAT,
  type RecordingHeader,
} from "./format.ts";
import { mmuPlanHash } from "./plan_hash.ts";
import type { RecordedTest, Recording, RecordOptions } from "./record.ts";

/**
 * Records the answers to all tests, which take the kernel a moment. Nothing in
 * them differs from one boot to the next.
 */
export async function recordMmuTests(
  tests: readonly RecordedTest[],
  edition: Edition,
  find: KernelFinder,
  options: RecordOptions = {},
): Promise<Recording> {
  const { config } = await find(MMU_VERSION, 64, true);
  const answers = await askMmu(tests, find, options);
  const differs: Judgement[] = [];
  const lines: (RecordingHeader | MmuRecordingLine)[] = [{
    nommap: RECORDING_FORMAT,
    kernel: edition.id,
    release: answers.find(({ release }) => release !== "")?.release ?? "",
    config: { 64: config },
    mmu: true,
  }];
  for (const [index, { test, result }] of answers.entries()) {
    if (result === undefined) continue;
    const judgement = judgeMmuTest(test, result);
    if (judgement.status === "differs") differs.push(judgement);
    const { text } = tests[index]!;
    lines.push({
      scenario: test.target.original.id,
      ...(text === undefined ? {} : { text }),
      plan: mmuPlanHash(test),
      cases: [result],
    });
    await options.pause?.();
  }
  return {
    text: lines.map((line) => `${JSON.stringify(line)}\n`).join(""),
    tests: lines.length - 1,
    asked: lines.length - 1,
    differs,
  };
}
