/**
 * The command that looks for disagreements between engine and kernel.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import type { Edition } from "../../policy/edition.ts";
import { disagreementText, minimise } from "../../referee/fuzz/minimise.ts";
import { fuzz, type FuzzOptions } from "../../referee/fuzz/fuzz.ts";
import { MMU_REVISION } from "../../referee/mmu/compile.ts";
import { judgementText } from "../../referee/judge/print.ts";
import { versionOf } from "../../referee/judge/run_tests.ts";
import { startProgress } from "../../referee/progress.ts";
import { TimesTally } from "../../referee/times.ts";
import { readArguments } from "../arguments.ts";
import { editionNamed, withRegions } from "../kernel_option.ts";
import { Interrupted, interruption, pause } from "../interrupt.ts";
import { print } from "../output.ts";
import { writeWhole } from "../whole_file.ts";
import { countOf } from "./build.ts";
import { builtKernels } from "./built.ts";
import { runFuzzMmu } from "./fuzz_mmu.ts";

/** `nommap kernel fuzz`. */
export async function fuzzCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
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
  });
  const mmu = options.flag("mmu");
  const seed = countOf("seed", options.value("seed") ?? "1");
  const jobs = countOf("jobs", options.value("jobs") ?? "2");
  const edition = judgedEdition(options.value("kernel") ?? "linux-6.12");
  const find = builtKernels(options.value("archive"));
  const output = options.value("output") ?? ".";
  if (mmu) {
    if (edition.id !== MMU_REVISION) {
      throw new InputError(`No kernel with an MMU is ${edition.id}`);
    }
    const images = countOf("cases", options.value("cases") ?? "500");
    return await runFuzzMmu({ edition, seed, images, output }, find);
  }
  const drawn = drawnNumbers(options);
  const started = performance.now();
  const progress = startProgress(`Fuzzing ${edition.id}`);
  progress.stage("running");
  const signal = interruption();
  let text = "no draft was judged";
  const times = new TimesTally();
  const result = await fuzz({
    signal,
    pause: () => pause(),
    edition,
    seed,
    ...drawn,
    jobs,
    finished: (plan) => times.add(plan),
    progress(done, all) {
      text = `${done} of ${all} drafts were judged`;
      progress.update(`${done} of ${all}`);
    },
  }, find).catch((error) => {
    throw error instanceof Interrupted ? error.after(text) : error;
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  progress.done(
    `${result.cases} cases, ${result.judged} of ${result.steps} steps judged ` +
      `by ${edition.id}, ${result.disagreements.length} disagreements (${seconds} s)`,
  );
  if (!times.isEmpty) print(`${times.text()}\n`);
  const first = result.disagreements[0];
  if (first === undefined) return 0;
  progress.stage("making the first disagreement small");
  const small = await minimise(first, edition, find, {
    signal,
    pause: () => pause(),
  });
  print(judgementText(small.judgement, { expects: false }));
  const file = `${output}/${small.draft.id}.yaml`;
  writeWhole(file, await disagreementText(small, edition, find));
  print(`Written to ${file}\n`);
  return 1;
}

/** How many of each are drawn; with images only those, unless others are named. */
function drawnNumbers(
  options: { value(name: string): string | undefined },
): Required<Pick<FuzzOptions, "requests" | "sequences" | "images">> {
  const number = (name: string, usual: number) => {
    const text = options.value(name);
    return text === undefined ? usual : countOf(name, text);
  };
  const images = number("images", 0);
  const requests = number("cases", images > 0 ? 0 : 20_000);
  const sequences = number("sequences", Math.ceil(requests / 10));
  return { requests, sequences, images };
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
