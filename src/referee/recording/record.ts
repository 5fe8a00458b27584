/**
 * Recording what real kernels answer.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import type { Edition } from "../../policy/edition.ts";
import type { Test } from "../../scenario/run/select.ts";
import { type Draft, draftText } from "../fuzz/draft.ts";
import { draftNumber, scenariosOf } from "../fuzz/fuzz.ts";
import { type Judgement, judgeTest } from "../judge/judge.ts";
import {
  type AskedTest,
  askKernels,
  type KernelFinder,
  versionOf,
} from "../judge/run_tests.ts";
import {
  lineText,
  planHash,
  RECORDING_FORMAT,
  type RecordingHeader,
  type RecordingLine,
} from "./format.ts";

/** A recording, and where the engine does not agree with it. */
export interface Recording {
  /** Its lines, each with a newline. */
  readonly text: string;
  /** Tests that the kernel answered. */
  readonly tests: number;
  /** Disagreements; a recording with any is not to be kept. */
  readonly differs: readonly Judgement[];
}

/** Options of recording. */
export interface RecordOptions {
  /** Machines at the same time. */
  readonly jobs?: number;
}

/** Records the answers to scenarios. */
export async function recordScenarios(
  tests: readonly Test[],
  find: KernelFinder,
  options: RecordOptions = {},
): Promise<Recording> {
  const asked = await askKernels(tests, find, { ...options, depth: "sparse" });
  return await recordingOf(
    tests[0]?.edition as Edition,
    asked,
    find,
    () => ({}),
  );
}

/** Records the answers to random requests and sequences. */
export async function recordRandom(
  edition: Edition,
  find: KernelFinder,
  options: RecordOptions & {
    readonly seed: number;
    readonly requests: number;
    readonly sequences: number;
  },
): Promise<Recording> {
  const { seed, requests, sequences } = options;
  const drafts: Draft[] = [];
  for (let i = -sequences; i < requests; i++) {
    drafts.push(draftNumber(i, { kernel: edition.id, seed }));
  }
  const tests = scenariosOf(drafts)
    .map((scenario) => ({ scenario, edition }));
  const asked = await askKernels(tests, find, { ...options, depth: "sparse" });
  return await recordingOf(edition, asked, find, (index) => ({
    text: draftText(drafts[index]!, {
      name: "A random draft",
      source: "fuzz",
    }),
  }));
}

async function recordingOf(
  edition: Edition,
  asked: readonly AskedTest[],
  find: KernelFinder,
  more: (index: number) => Pick<RecordingLine, "text">,
): Promise<Recording> {
  const lines: string[] = [];
  const differs: Judgement[] = [];
  const sizes = new Set<WordSize>();
  let release = "";
  asked.forEach(({ test, results, release: answered }, index) => {
    if (test.cases.length === 0) return;
    release = answered;
    sizes.add(test.target.scenario.machine.wordSize);
    const judgement = judgeTest(test, results);
    if (judgement.status === "differs") differs.push(judgement);
    lines.push(lineText({
      scenario: test.target.original.id,
      ...more(index),
      plan: planHash(test.cases),
      cases: results,
    }));
  });
  const config: Record<string, string> = {};
  const version = versionOf(edition.id);
  for (const bits of sizes) {
    if (version !== undefined) {
      config[bits] = (await find(version, bits)).config;
    }
  }
  const header: RecordingHeader = {
    nommap: RECORDING_FORMAT,
    kernel: edition.id,
    release,
    config,
  };
  return {
    text: [lineText(header), ...lines].map((line) => `${line}\n`).join(""),
    tests: lines.length,
    differs,
  };
}
