/**
 * Random mappings of cramfs put to the engine and to a kernel with an MMU.
 *
 * @module
 */

import type { Edition } from "../../policy/edition.ts";
import type { Judgement } from "../judge/judge.ts";
import type { KernelFinder } from "../judge/run_tests.ts";
import { judgeMmuTests } from "../mmu/ask.ts";
import type { DraftOptions } from "./fuzz.ts";
import { type RandomCramfs, randomCramfs } from "./random_cramfs.ts";

/** What is put to both. */
export interface FuzzMmuOptions extends DraftOptions {
  /** The edition. */
  readonly edition: Edition;
  /** Where random choices start. */
  readonly seed: number;
  /** Number of images, each with some mappings. */
  readonly images: number;
  /** Told how many are done. */
  readonly progress?: (done: number, all: number) => void;
}

/** A scenario that engine and kernel do not agree on. */
export interface MmuDisagreement extends RandomCramfs {
  /** What differs. */
  readonly judgement: Judgement;
}

/** What came of it. */
export interface FuzzMmuResult {
  /** How many images were put to both. */
  readonly images: number;
  /** Steps that the kernel has judged. */
  readonly judged: number;
  /** Steps of all. */
  readonly steps: number;
  /** What they do not agree on, up to the end of the first batch. */
  readonly disagreements: readonly MmuDisagreement[];
}

/** Images that are judged together. */
const BATCH = 500;

/**
 * Puts random scenarios to engine and kernel until they disagree. The same
 * seed gives the same ones, whatever their number is.
 */
export async function fuzzMmu(
  options: FuzzMmuOptions,
  find: KernelFinder,
): Promise<FuzzMmuResult> {
  const { edition, seed, progress, ...ask } = options;
  const disagreements: MmuDisagreement[] = [];
  let images = 0;
  let judged = 0;
  let steps = 0;
  while (images < options.images && disagreements.length === 0) {
    const count = Math.min(BATCH, options.images - images);
    const drawn = Array.from(
      { length: count },
      (_, index) => randomCramfs(seed, images + index),
    );
    const tests = drawn.map(({ scenario }) => ({ scenario, edition }));
    const judgements = await judgeMmuTests(tests, find, ask);
    judgements.forEach((judgement, index) => {
      judged += judgement.judged;
      steps += judgement.all;
      if (judgement.status !== "differs") return;
      disagreements.push({ ...drawn[index]!, judgement });
    });
    images += count;
    progress?.(images, options.images);
  }
  return { images, judged, steps, disagreements };
}
