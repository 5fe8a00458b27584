/**
 * The command that looks for disagreements between engine and kernel.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import { disagreementText } from "../../referee/fuzz/disagreement_text.ts";
import { fuzz } from "../../referee/fuzz/fuzz.ts";
import type { Disagreement } from "../../referee/fuzz/judge.ts";
import { minimise } from "../../referee/fuzz/minimise.ts";
import { judgementText } from "../../referee/judge/print.ts";
import { startProgress } from "../../referee/host/progress.ts";
import { TimesTally } from "../../referee/boot/times.ts";
import { readArguments } from "../arguments.ts";
import { Interrupted, interruption, pause } from "../interrupt.ts";
import { print, printAside } from "../output.ts";
import { checkTarget, writeWhole } from "../whole_file.ts";
import { countOf } from "./build.ts";
import { chosenContest, type Contest, FUZZ_OPTIONS } from "./contest.ts";
import { quote } from "../../scenario/text/quote.ts";

/** `nommap kernel fuzz`. */
export async function fuzzCommand(args: string[]): Promise<number> {
  const options = readArguments(args, FUZZ_OPTIONS);
  if (options.operands.length > 0) {
    throw new InputError(
      `Unexpected ${quote(options.operands[0]!)}; --kernel names the edition`,
    );
  }
  const jobs = countOf("jobs", options.value("jobs") ?? "2");
  const output = options.value("output") ?? ".";
  checkTarget(`${output}/scenario.yaml`);
  const contest = chosenContest(options);
  const first = await firstDisagreement(contest, jobs);
  if (first === undefined) return 0;
  const small = await madeSmall(first, contest);
  print(judgementText(small.judgement, { expects: false }));
  const file = `${output}/${small.draft.id}.yaml`;
  writeWhole(file, await disagreementText(small, contest.judge));
  print(`Written to ${file}\n`);
  return 1;
}

/** Lets both answer until they disagree, and says what came of it. */
async function firstDisagreement(
  contest: Contest,
  jobs: number,
): Promise<Disagreement | undefined> {
  const { kernel, nouns, cases, draw, batch } = contest;
  const started = performance.now();
  const progress = startProgress(`Fuzzing ${kernel}`, { write: printAside });
  progress.stage("running");
  const times = new TimesTally();
  let judged = `no ${nouns.draft} was judged`;
  const result = await untilInterrupted(
    judged,
    (say) =>
      fuzz({
        cases,
        draw,
        batch,
        signal: interruption(),
        pause: () => pause(),
        jobs,
        finished: (plan) => times.add(plan),
        progress(done, all) {
          judged = `${done} of ${all} ${nouns.draft}s were judged`;
          say(judged);
          progress.update(`${done} of ${all}`);
        },
        asked(done, all) {
          say(`${judged}, ${done} of ${all} of the next put to the kernel`);
        },
      }, contest.judge),
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  progress.done(
    `${result.cases} ${nouns.cases}, ${result.judged} of ${result.steps} ` +
      `steps judged by ${kernel}, ${result.disagreements.length} ` +
      `disagreements (${seconds} s)`,
  );
  if (!times.isEmpty) print(`${times.text()}\n`);
  return result.disagreements[0];
}

async function madeSmall(
  first: Disagreement,
  { kernel, judge }: Contest,
): Promise<Disagreement> {
  const progress = startProgress(`Fuzzing ${kernel}`, { write: printAside });
  progress.stage("making the first disagreement small");
  return await untilInterrupted(
    `${first.draft.id} is not agreed on`,
    () =>
      minimise(first, judge, {
        signal: interruption(),
        pause: () => pause(),
      }),
  );
}

/** Does work; an interruption says what was said last. */
async function untilInterrupted<T>(
  text: string,
  work: (say: (text: string) => void) => Promise<T>,
): Promise<T> {
  let last = text;
  try {
    return await work((text) => last = text);
  } catch (error) {
    throw error instanceof Interrupted ? error.after(last) : error;
  }
}
