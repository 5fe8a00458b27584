/**
 * Plans put to a real kernel, in as many boots as it takes.
 *
 * @module
 */

import { boot, type BootOutcome, type Kernel, PLAN_SPACE } from "./boot.ts";
import { type DecodedCase, decodeRecords } from "../answer/decode.ts";
import { encodeCase, type EncodedCase } from "../plan/encode.ts";
import { STATE } from "../layout.ts";
import type { Plan, PlanCase } from "../plan/plan.ts";
import type { CaseEnd, CaseResult, PlanResult } from "../answer/result.ts";

/** Options of {@linkcode runPlan}. */
export interface RunPlanOptions {
  /** Machines that run at the same time; 1 if left out. */
  readonly jobs?: number;
  /**
   * Milliseconds without any progress after which the kernel has hung; 5000 if
   * left out.
   */
  readonly patience?: number;
  /** Told how many cases are done, after each boot. */
  readonly progress?: (done: number, all: number) => void;
  /** Ends all machines. */
  readonly signal?: AbortSignal;
  /** Told what came of the plan. */
  readonly finished?: (result: PlanResult) => void;
}

/**
 * Lets a kernel run all cases of a plan. After a case that killed the kernel it
 * is booted again for the cases that follow.
 *
 * @throws {RangeError} if the plan is for another word size, or a case cannot
 * be encoded.
 * @throws {Error} if QEMU or the kernel does not start.
 */
export async function runPlan(
  kernel: Kernel,
  plan: Plan,
  options: RunPlanOptions = {},
): Promise<PlanResult> {
  if (plan.bits !== kernel.bits) {
    throw new RangeError(
      `A plan for ${plan.bits} bits, but a kernel of ${kernel.bits}`,
    );
  }
  const started = performance.now();
  const encoded = plan.cases.map((one, ordinal) =>
    encodeCase(one, { bits: plan.bits, ordinal })
  );
  const run = new Run(kernel, plan.cases, encoded, options);
  const jobs = Math.min(options.jobs ?? 1, encoded.length);
  const share = Math.ceil(encoded.length / Math.max(jobs, 1));
  const ranges = await Promise.allSettled(
    Array.from(
      { length: jobs },
      (_, job) =>
        run.range(job * share, Math.min(encoded.length, (job + 1) * share)),
    ),
  );
  for (const range of ranges) {
    if (range.status === "rejected") throw range.reason;
  }
  const result: PlanResult = {
    cases: run.results,
    release: run.release,
    boots: run.boots,
    milliseconds: performance.now() - started,
    ended: run.ended,
  };
  options.finished?.(result);
  return result;
}

class Run {
  readonly results: CaseResult[] = [];
  release = "";
  boots = 0;
  readonly ended = { boots: 0, cases: 0, calls: 0, booting: 0, running: 0 };
  readonly #kernel: Kernel;
  readonly #cases: readonly PlanCase[];
  readonly #encoded: readonly EncodedCase[];
  readonly #options: RunPlanOptions;
  /** Cases that nothing moved in, once. */
  readonly #hung = new Set<number>();
  #done = 0;

  constructor(
    kernel: Kernel,
    cases: readonly PlanCase[],
    encoded: readonly EncodedCase[],
    options: RunPlanOptions,
  ) {
    this.#kernel = kernel;
    this.#cases = cases;
    this.#encoded = encoded;
    this.#options = options;
  }

  /** Runs the cases of a range of positions. */
  async range(from: number, end: number): Promise<void> {
    const { signal } = this.#options;
    let next = from;
    let limit = end;
    while (next < end) {
      const batch = this.#batch(next, limit);
      const outcome = await boot(this.#kernel, batch, {
        patience: this.#options.patience ?? 5000,
        ...(signal === undefined ? {} : { signal }),
      });
      this.boots++;
      if (outcome.destroyed && batch.length > 1) {
        limit = next + Math.ceil(batch.length / 2);
        continue;
      }
      limit = end;
      if (outcome.release !== "") this.release = outcome.release;
      const doubt = outcome.hung && !this.#hung.has(outcome.ordinal);
      if (doubt) this.#hung.add(outcome.ordinal);
      const after = this.#take(outcome, next, doubt);
      if (after === next && !doubt) {
        throw new Error(`The kernel did nothing with case ${next}`);
      }
      this.#done += after - next;
      next = after;
      this.#options.progress?.(this.#done, this.#encoded.length);
    }
  }

  /** Cases from a position on, as many as fit into one boot. */
  #batch(from: number, end: number): EncodedCase[] {
    let size = 0;
    let to = from;
    while (to < end) {
      size += this.#encoded[to]?.bytes.length ?? 0;
      const alone = this.#cases[to]?.alone ?? false;
      if (to > from && (size > PLAN_SPACE || alone)) break;
      to++;
      if (alone) break;
    }
    return this.#encoded.slice(from, to);
  }

  /**
   * Keeps what a boot answered; returns the position to go on from. In doubt
   * that is the case that was not done: on a busy host nothing may move for a
   * while, and only what hangs twice has hung.
   */
  #take(outcome: BootOutcome, from: number, doubt: boolean): number {
    let next = from;
    const decoded = decodeRecords({ ...outcome, bits: this.#kernel.bits });
    for (const one of decoded) {
      if (one.ordinal !== next) break;
      if (one.complete) this.#keep(one, "done");
      else if (doubt) return one.ordinal;
      else {
        this.#keep(one, outcome.hung ? "hung" : "crashed", outcome.phase);
      }
      next = one.ordinal + 1;
    }
    const ended = outcome.state === STATE.DONE || outcome.state === STATE.FULL;
    if (ended) {
      this.ended.boots++;
      this.ended.cases += next - from;
      this.ended.calls += callsIn(this.#cases.slice(from, next));
      this.ended.booting += outcome.booting;
      this.ended.running += outcome.running;
    }
    if (!ended && !doubt && (decoded.at(-1)?.complete ?? true)) {
      this.results[next] = lost(outcome);
      next++;
    }
    return next;
  }

  #keep(
    one: DecodedCase,
    end: CaseEnd,
    during?: NonNullable<CaseResult["during"]>,
  ): void {
    const asked = this.#cases[one.ordinal]?.steps ?? [];
    const steps = one.result.steps.map((step, index) => {
      const observe = asked[index]?.observe;
      if (step.gap !== undefined && step.gap !== "killed") return step;
      return {
        ...step,
        ...(observe?.regions ? { regions: step.regions ?? [] } : {}),
        ...(observe?.vmas ? { processes: step.processes ?? [] } : {}),
      };
    });
    this.results[one.ordinal] = {
      ...one.result,
      steps,
      end,
      ...(during === undefined ? {} : { during }),
    };
  }
}

/** Looking at memory and changing it is no system call. */
function callsIn(cases: readonly PlanCase[]): number {
  return cases.reduce(
    (sum, { steps }) =>
      sum +
      steps.filter(({ operation }) =>
        operation !== "load" && operation !== "store" && operation !== "nothing"
      ).length,
    0,
  );
}

/** A case that the kernel died of before its first record. */
function lost(outcome: BootOutcome): CaseResult {
  const log = new TextDecoder().decode(outcome.log.subarray(-10_000));
  return {
    end: outcome.destroyed ? "overwritten" : outcome.hung ? "hung" : "crashed",
    during: "setup",
    steps: [],
    setupMessages: log.split("\n").filter((line) => line !== ""),
    cleanupMessages: [],
    processes: [],
    pages: 0,
    files: [],
    filePages: [],
    leftRegions: 0,
    brokenProcesses: 0,
  };
}
