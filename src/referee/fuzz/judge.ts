/**
 * Who judges drafts.
 *
 * @module
 */

import type { Edition } from "../../policy/edition.ts";
import type { Test } from "../../scenario/run/select.ts";
import type { Judgement } from "../judge/judgement.ts";
import type { AskOptions } from "../judge/run_tests.ts";
import type { Draft, DraftValue } from "./draft.ts";
import { scenariosOf } from "./scenarios.ts";

/** Options of putting drafts to kernels. */
export type DraftOptions = Pick<
  AskOptions,
  "jobs" | "finished" | "signal" | "pause" | "progress"
>;

/** A kernel that judges drafts, beside the engine. */
export interface DraftJudge {
  /** Judges all of them, in their order. */
  judge(drafts: readonly Draft[], options?: DraftOptions): Promise<Judgement[]>;
  /** Says what the kernel does in each step of one. */
  answer(draft: Draft): Promise<DraftAnswer>;
}

/** What the kernel does in each step, as expectations of a scenario. */
export interface DraftAnswer {
  /** Release of the kernel. */
  readonly release: string;
  /** One for each step. */
  readonly expect: readonly DraftValue[];
}

/** A draft that engine and kernel do not agree on. */
export interface Disagreement {
  /** The draft. */
  readonly draft: Draft;
  /** What differs. */
  readonly judgement: Judgement;
}

/** The drafts that are not agreed on. */
export function disagreementsOf(
  drafts: readonly Draft[],
  judgements: readonly Judgement[],
): Disagreement[] {
  return judgements.flatMap((judgement, index) =>
    judgement.status === "differs" ? [{ draft: drafts[index]!, judgement }] : []
  );
}

/** Drafts that are read without a pause. */
const PARSED_TOGETHER = 200;

/** Drafts as tests of an edition. */
export async function testsOf(
  drafts: readonly Draft[],
  edition: Edition,
  pause: DraftOptions["pause"],
): Promise<Test[]> {
  const tests: Test[] = [];
  for (let at = 0; at < drafts.length; at += PARSED_TOGETHER) {
    const together = drafts.slice(at, at + PARSED_TOGETHER);
    for (const scenario of scenariosOf(together)) {
      tests.push({ scenario, edition });
    }
    await pause?.();
  }
  return tests;
}
