/**
 * What `kernel fuzz` draws, and which kernel judges it.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import type { Edition } from "../../policy/edition.ts";
import {
  draftNumber,
  imageNumber,
  mmuNumber,
} from "../../referee/fuzz/draw/number.ts";
import type { FuzzOptions } from "../../referee/fuzz/fuzz.ts";
import type { DraftJudge } from "../../referee/fuzz/judge.ts";
import { mmuJudge } from "../../referee/fuzz/mmu_judge.ts";
import { nommuJudge } from "../../referee/fuzz/nommu_judge.ts";
import { versionOf } from "../../referee/judge/run_tests.ts";
import { MMU_REVISION } from "../../referee/judge_mmu/compile.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import { editionNamed, withRegions } from "../kernel_option.ts";
import { countOf } from "./build.ts";
import { builtKernels } from "./built.ts";

/** Options of the command. */
export const FUZZ_OPTIONS: OptionSpec = {
  flags: ["mmu"],
  values: [
    "cases",
    "sequences",
    "images",
    "seed",
    "kernel",
    "jobs",
    "output",
    "archive",
  ],
};

/** Drafts, and who judges them. */
export interface Contest extends Pick<FuzzOptions, "cases" | "draw" | "batch"> {
  /** The kernel, as it is called. */
  readonly kernel: string;
  /** What drafts are called, and several of them when all are done. */
  readonly nouns: { readonly draft: string; readonly cases: string };
  /** The kernel. */
  readonly judge: DraftJudge;
}

/**
 * What the options choose.
 *
 * @throws {InputError} if there is no such kernel, or a number is wrong.
 */
export function chosenContest(options: Arguments): Contest {
  return options.flag("mmu") ? mmuContest(options) : nommuContest(options);
}

function nommuContest(options: Arguments): Contest {
  const { edition, seed, archive } = common(options);
  const { requests, sequences, images } = drawnNumbers(options);
  const drafts = requests + sequences;
  return {
    kernel: edition.id,
    nouns: { draft: "draft", cases: "cases" },
    cases: drafts + images,
    batch: 10_000,
    draw(number) {
      if (number >= drafts) return imageNumber(number - drafts, edition, seed);
      const signed = number < requests ? number : requests - number - 1;
      return draftNumber(signed, edition, seed);
    },
    judge: nommuJudge(edition, builtKernels(archive)),
  };
}

function mmuContest(options: Arguments): Contest {
  const { edition, seed, archive } = common(options);
  if (edition.id !== MMU_REVISION) {
    throw new InputError(`No kernel with an MMU is ${edition.id}`);
  }
  return {
    kernel: `${edition.id} with an MMU`,
    nouns: { draft: "image", cases: "images" },
    cases: mmuImages(options),
    batch: 500,
    draw: (number) => mmuNumber(number, edition, seed),
    judge: mmuJudge(edition, builtKernels(archive)),
  };
}

function common(options: Arguments) {
  return {
    edition: judgedEdition(options.value("kernel") ?? "linux-6.12"),
    seed: countOf("seed", options.value("seed") ?? "1"),
    archive: options.value("archive"),
  };
}

/** How many of each are drawn; with images only those, unless others are named. */
function drawnNumbers(options: Arguments) {
  const images = numberOf(options, "images") ?? 0;
  const requests = numberOf(options, "cases") ?? (images > 0 ? 0 : 20_000);
  const sequences = numberOf(options, "sequences") ?? Math.ceil(requests / 10);
  return { requests, sequences, images };
}

/** How many images are drawn, by either name. */
function mmuImages(options: Arguments): number {
  if (options.value("sequences") !== undefined) {
    throw new InputError("With --mmu only images are drawn, not --sequences");
  }
  const cases = numberOf(options, "cases");
  const images = numberOf(options, "images");
  if (cases !== undefined && images !== undefined) {
    throw new InputError("With --mmu, --cases and --images are the same");
  }
  return cases ?? images ?? 500;
}

function numberOf(options: Arguments, name: string): number | undefined {
  const text = options.value(name);
  return text === undefined ? undefined : countOf(name, text);
}

function judgedEdition(name: string): Edition {
  const edition = withRegions(
    editionNamed(name.startsWith("linux-") ? name : `linux-${name}`),
  );
  if (versionOf(edition.id) !== undefined) return edition;
  throw new InputError(
    `No kernel with the policy of ${edition.id} can be built`,
  );
}
