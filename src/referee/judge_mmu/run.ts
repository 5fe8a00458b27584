/**
 * Cases put to a kernel with an MMU, in as many boots as it takes.
 *
 * @module
 */

import {
  boot,
  type BootOutcome,
  type Kernel,
  PLAN_SPACE,
} from "../boot/boot.ts";
import type { EncodedCase } from "../plan/encode.ts";
import { STATE } from "../layout.ts";
import type { RunPlanOptions } from "../boot/run.ts";
import { decodeMmuRecords } from "./decode.ts";
import { encodeMmuCase } from "./encode.ts";
import type { MmuCaseResult, MmuPlanCase } from "./plan.ts";

/** Answers to cases. */
export interface MmuRun {
  /** One for each case. */
  readonly results: readonly MmuCaseResult[];
  /** Release of the kernel; empty if it was asked nothing. */
  readonly release: string;
}

const PATIENCE = 10_000;

/**
 * Lets a kernel run all cases. After one that killed it, it is booted again
 * for those that follow; what hangs is tried once more.
 *
 * @throws {RangeError} if a case cannot be encoded.
 * @throws {Error} if QEMU or the kernel does not start.
 */
export async function runMmuCases(
  kernel: Kernel,
  cases: readonly MmuPlanCase[],
  options: RunPlanOptions = {},
): Promise<MmuRun> {
  const { signal, patience = PATIENCE } = options;
  const started = performance.now();
  const encoded = cases.map(encodeMmuCase);
  const results: MmuCaseResult[] = [];
  const ended = { boots: 0, cases: 0, calls: 0, booting: 0, running: 0 };
  let release = "";
  let boots = 0;
  let hung = -1;
  while (results.length < cases.length) {
    const from = results.length;
    const batch = batchOf(encoded, from);
    const outcome = await boot(kernel, batch, {
      patience,
      ...(signal === undefined ? {} : { signal }),
    });
    boots++;
    if (outcome.destroyed) throw new Error("The kernel overwrote its plan");
    release ||= outcome.release;
    take(outcome, cases, results);
    const { state, booting, running } = outcome;
    if (state === STATE.DONE || state === STATE.FULL) {
      ended.boots++;
      ended.cases += results.length - from;
      for (const { steps } of cases.slice(from, results.length)) {
        ended.calls += steps.length;
      }
      ended.booting += booting;
      ended.running += running;
    } else if (outcome.hung && hung < results.length) hung = results.length;
    else results.push(lost(outcome, cases));
    options.progress?.(results.length, cases.length);
  }
  options.finished?.({
    cases: [],
    release,
    boots,
    milliseconds: performance.now() - started,
    ended,
  });
  return { results, release };
}

/** Cases from a position on, as many as fit into one boot. */
function batchOf(encoded: readonly EncodedCase[], from: number): EncodedCase[] {
  let size = 0;
  const end = encoded.findIndex(({ bytes }, at) =>
    at >= from && (size += bytes.length) > PLAN_SPACE && at > from
  );
  return encoded.slice(from, end < 0 ? undefined : end);
}

function decode(outcome: BootOutcome, cases: readonly MmuPlanCase[]) {
  return decodeMmuRecords(outcome.results, (ordinal) => ({
    images: cases[ordinal]?.images.length ?? 0,
    files: cases[ordinal]?.files.length ?? 0,
  }));
}

/** Keeps the cases that came to their end. */
function take(
  outcome: BootOutcome,
  cases: readonly MmuPlanCase[],
  results: MmuCaseResult[],
): void {
  for (const { ordinal, complete, result } of decode(outcome, cases)) {
    if (!complete || ordinal !== results.length) return;
    results.push({ ...result, end: "done" });
  }
}

/** Lines of the console that go with a case that did not come to its end. */
const LAST_LINES = 20;

/** The case that the kernel died of. */
function lost(
  outcome: BootOutcome,
  cases: readonly MmuPlanCase[],
): MmuCaseResult {
  const end = outcome.hung ? "hung" : "crashed";
  const last = decode(outcome, cases).findLast(({ complete }) => !complete);
  const lines = new TextDecoder().decode(outcome.log).trim().split("\n");
  const died = { messages: lines.slice(-LAST_LINES), vmas: [] };
  const { mounts = [], opens = [], steps = [] } = last?.result ?? {};
  return { end, mounts, opens, steps: [...steps, died] };
}
