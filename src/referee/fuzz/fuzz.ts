/**
 * Random drafts put to engine and kernel.
 *
 * @module
 */

import type { Draft } from "./draft.ts";
import {
  type Disagreement,
  disagreementsOf,
  type DraftJudge,
  type DraftOptions,
} from "./judge.ts";

/** What is put to both. */
export interface FuzzOptions extends Omit<DraftOptions, "progress"> {
  /** Number of drafts. */
  readonly cases: number;
  /** Draws the one with a number from 0 on. */
  readonly draw: (number: number) => Draft;
  /** Drafts that are judged together. */
  readonly batch: number;
  /** Told how many are judged, after each batch. */
  readonly progress?: (done: number, all: number) => void;
  /** Told how many cases of a batch the kernel was asked, after each boot. */
  readonly asked?: (done: number, all: number) => void;
}

/** What came of it. */
export interface FuzzResult {
  /** How many drafts were put to both. */
  readonly cases: number;
  /** Steps that the kernel has judged. */
  readonly judged: number;
  /** Steps of all drafts. */
  readonly steps: number;
  /** Drafts that they do not agree on, up to the end of the first batch. */
  readonly disagreements: readonly Disagreement[];
}

/** Puts drafts to engine and kernel until they disagree. */
export async function fuzz(
  { cases: all, draw, batch, progress, asked, ...options }: FuzzOptions,
  judge: DraftJudge,
): Promise<FuzzResult> {
  let disagreements: readonly Disagreement[] = [];
  let cases = 0;
  let judged = 0;
  let steps = 0;
  while (cases < all && disagreements.length === 0) {
    const drafts: Draft[] = [];
    const end = Math.min(all, cases + batch);
    for (let number = cases; number < end; number++) {
      drafts.push(draw(number));
      await options.pause?.();
    }
    const judgements = await judge.judge(drafts, {
      ...options,
      ...(asked === undefined ? {} : { progress: asked }),
    });
    for (const judgement of judgements) {
      judged += judgement.judged;
      steps += judgement.all;
    }
    disagreements = disagreementsOf(drafts, judgements);
    cases = end;
    progress?.(cases, all);
  }
  return { cases, judged, steps, disagreements };
}
