/**
 * Random requests and sequences put to engine and kernel.
 *
 * @module
 */

import type { Edition } from "../../policy/edition.ts";
import type { Test } from "../../scenario/run/select.ts";
import type { Judgement } from "../judge/judge.ts";
import {
  type AskOptions,
  judgeTests,
  type KernelFinder,
} from "../judge/run_tests.ts";
import type { Draft } from "./draft.ts";
import { Random } from "./random.ts";
import { randomImage } from "./random_image.ts";
import { randomRequest } from "./random_request.ts";
import { randomSequence } from "./random_sequence.ts";
import { isScenario, scenariosOf } from "./scenarios.ts";
import { spareBoots } from "./spare_boots.ts";

/** Options of putting drafts to kernels. */
export type DraftOptions = Pick<
  AskOptions,
  "jobs" | "finished" | "signal" | "pause"
>;

/** What is put to both. */
export interface FuzzOptions extends DraftOptions {
  /** The edition. */
  readonly edition: Edition;
  /** Where random choices start. */
  readonly seed: number;
  /** Number of single requests. */
  readonly requests: number;
  /** Number of sequences. */
  readonly sequences: number;
  /** Number of images with mappings of their files; none if left out. */
  readonly images?: number;
  /** Told how many are done. */
  readonly progress?: (done: number, all: number) => void;
}

/** A draft that engine and kernel do not agree on. */
export interface Disagreement {
  /** The draft. */
  readonly draft: Draft;
  /** What differs. */
  readonly judgement: Judgement;
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

/** Drafts that are read without a pause. */
const PARSED_TOGETHER = 200;

/** Drafts that are judged together. */
const BATCH = 10_000;

/**
 * Puts random drafts to engine and kernel until they disagree. The same seed
 * gives the same drafts, whatever the numbers are.
 */
export async function fuzz(
  options: FuzzOptions,
  find: KernelFinder,
): Promise<FuzzResult> {
  const { requests, sequences, images = 0, edition, seed } = options;
  const all = requests + sequences + images;
  let cases = 0;
  let judged = 0;
  let steps = 0;
  while (cases < all) {
    const drafts: Draft[] = [];
    for (let i = cases; i < Math.min(all, cases + BATCH); i++) {
      const image = i - requests - sequences;
      const number = i < requests ? i : requests - i - 1;
      drafts.push(
        image >= 0
          ? imageNumber(image, edition, seed)
          : draftNumber(number, edition, seed),
      );
      await options.pause?.();
    }
    const judgements = await judgeDrafts(drafts, edition, find, options);
    cases += drafts.length;
    for (const judgement of judgements) {
      judged += judgement.judged;
      steps += judgement.all;
    }
    options.progress?.(cases, all);
    const disagreements = judgements.flatMap((judgement, index) =>
      judgement.status === "differs"
        ? [{ draft: drafts[index]!, judgement }]
        : []
    );
    if (disagreements.length > 0 || cases >= all) {
      return { cases, judged, steps, disagreements };
    }
  }
  return { cases, judged, steps, disagreements: [] };
}

/** The request with this number, or the sequence with minus this, minus 1. */
export function draftNumber(
  number: number,
  edition: Edition,
  seed: number,
): Draft {
  const random = new Random(seed * 1_000_003 + number * 7919);
  const kernel = edition.id;
  if (number >= 0) {
    return randomRequest(random, { id: `request-${seed}-${number}`, kernel });
  }
  const id = `sequence-${seed}-${-number - 1}`;
  return spareBoots(random, randomSequence(random, { id, kernel }), edition);
}

/** The image with this number, and mappings of its files. */
export function imageNumber(
  number: number,
  edition: Edition,
  seed: number,
): Draft {
  const random = new Random(seed * 1_000_003 + number * 7919 + 1);
  const id = `image-${seed}-${number}`;
  // Of an image that is not padded, the last file may be one that no kernel finds.
  let draft: Draft;
  do draft = randomImage(random, { id, kernel: edition.id }); while (
    !isScenario(draft)
  );
  return spareBoots(random, draft, edition);
}

/** Lets the kernel judge drafts. */
export async function judgeDrafts(
  drafts: readonly Draft[],
  edition: Edition,
  find: KernelFinder,
  options: DraftOptions = {},
): Promise<Judgement[]> {
  const { jobs, finished, signal, pause } = options;
  const tests: Test[] = [];
  for (let at = 0; at < drafts.length; at += PARSED_TOGETHER) {
    for (
      const scenario of scenariosOf(drafts.slice(at, at + PARSED_TOGETHER))
    ) {
      tests.push({ scenario, edition });
    }
    await pause?.();
  }
  return await judgeTests(tests, find, {
    depth: "sparse",
    ...(jobs === undefined ? {} : { jobs }),
    ...(finished === undefined ? {} : { finished }),
    ...(signal === undefined ? {} : { signal }),
    ...(pause === undefined ? {} : { pause }),
  });
}
