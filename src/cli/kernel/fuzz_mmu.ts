/**
 * The command that looks for disagreements on mappings with an MMU.
 *
 * @module
 */

import type { Edition } from "../../policy/edition.ts";
import { fuzzMmu } from "../../referee/fuzz/fuzz_mmu.ts";
import { judgementText } from "../../referee/judge/print.ts";
import type { KernelFinder } from "../../referee/judge/run_tests.ts";
import { startProgress } from "../../referee/progress.ts";
import { TimesTally } from "../../referee/times.ts";
import { Interrupted, interruption } from "../interrupt.ts";
import { print } from "../output.ts";
import { writeWhole } from "../whole_file.ts";

/** What is to be looked at. */
export interface FuzzMmuChoice {
  /** The edition. */
  readonly edition: Edition;
  /** Where random choices start. */
  readonly seed: number;
  /** Number of images. */
  readonly images: number;
  /** Folder for a scenario that is not agreed on. */
  readonly output: string;
}

/** `nommap kernel fuzz --mmu`. */
export async function runFuzzMmu(
  { edition, seed, images, output }: FuzzMmuChoice,
  find: KernelFinder,
): Promise<number> {
  const started = performance.now();
  const progress = startProgress(`Fuzzing ${edition.id} with an MMU`);
  progress.stage("running");
  const times = new TimesTally();
  let text = "no image was judged";
  const result = await fuzzMmu({
    signal: interruption(),
    edition,
    seed,
    images,
    finished: (plan) => times.add(plan),
    progress(done, all) {
      text = `${done} of ${all} images were judged`;
      progress.update(`${done} of ${all}`);
    },
  }, find).catch((error) => {
    throw error instanceof Interrupted ? error.after(text) : error;
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  progress.done(
    `${result.images} images, ${result.judged} of ${result.steps} steps judged ` +
      `by ${edition.id} with an MMU, ${result.disagreements.length} disagreements (${seconds} s)`,
  );
  if (!times.isEmpty) print(`${times.text()}\n`);
  const [first] = result.disagreements;
  if (first === undefined) return 0;
  print(judgementText(first.judgement, { expects: false }));
  const file = `${output}/${first.scenario.id}.yaml`;
  writeWhole(file, first.text);
  print(`Written to ${file}\n`);
  return 1;
}
