/**
 * The command that lets real kernels judge scenarios.
 *
 * @module
 */

import { judgementSummary, judgementText } from "../../referee/judge/print.ts";
import type { Judgement } from "../../referee/judge/judgement.ts";
import {
  type AskOptions,
  judgeTests,
  type KernelFinder,
  versionOf,
} from "../../referee/judge/run_tests.ts";
import { isMmuTest, judgeMmuTests } from "../../referee/judge_mmu/ask.ts";
import type { Test } from "../../scenario/run/select.ts";
import { TimesTally } from "../../referee/boot/times.ts";
import { readArguments } from "../arguments.ts";
import { Interrupted, interruption, pause } from "../interrupt.ts";
import { print } from "../output.ts";
import { chosenTests, SCENARIO_OPTIONS } from "../scenario_options.ts";
import { countOf } from "./build.ts";
import { builtKernels } from "./built.ts";

/** `nommap kernel run`. */
export async function kernelRunCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: [...SCENARIO_OPTIONS.flags, "verbose"],
    values: [...SCENARIO_OPTIONS.values, "jobs", "archive"],
    lists: SCENARIO_OPTIONS.lists,
  });
  const chosen = await chosenTests(options);
  const tests = chosen.filter(({ edition }) =>
    versionOf(edition.id) !== undefined
  );
  const started = performance.now();
  const jobs = countOf("jobs", options.value("jobs") ?? "2");
  const find = builtKernels(options.value("archive"));
  const times = new TimesTally();
  const put = new Map<string, string>();
  const ask: AskOptions = {
    jobs,
    finished: (result) => times.add(result),
    signal: interruption(),
    pause: () => pause(),
  };
  const asked = (kernels: string): AskOptions => ({
    ...ask,
    progress: (done, all) =>
      put.set(kernels, `${done} of ${all} cases were put to ${kernels}`),
  });
  const judgements = await judgeAll(tests, find, asked).catch((error) => {
    throw error instanceof Interrupted
      ? error.after([...put.values()].join(", ") || "no kernel was asked")
      : error;
  });
  for (const judgement of judgements) {
    const silent = judgement.status === "agrees" &&
      judgement.unobservable.length === 0;
    if (!silent || options.flag("verbose")) print(judgementText(judgement));
  }
  if (chosen.length > tests.length) {
    print(
      `${
        chosen.length - tests.length
      } tests of kernels that cannot be built here were left out\n`,
    );
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  print(`${judgementSummary(judgements)} (${seconds} s)\n`);
  if (!times.isEmpty) print(`${times.text()}\n`);
  return judgements.some(({ status }) => status === "differs") ? 1 : 0;
}

/** The kernel with an MMU judges first: it takes the shortest. */
async function judgeAll(
  tests: readonly Test[],
  find: KernelFinder,
  options: (kernels: string) => AskOptions,
): Promise<Judgement[]> {
  const others = tests.filter((test) => !isMmuTest(test));
  const withMmu = tests.filter(isMmuTest);
  const last = await judgeMmuTests(
    withMmu,
    find,
    options("the kernel with an MMU"),
  );
  const first = await judgeTests(
    others,
    find,
    options("kernels without an MMU"),
  );
  return [...first, ...last];
}
