/**
 * The command that runs scenarios.
 *
 * @module
 */
import type { Reporter, Summary } from "../report/reporter.ts";
import { summaryText } from "../report/summary.ts";
import { isFailure, type ScenarioResult } from "../scenario/run/result.ts";
import { runWithParts } from "../scenario/run/engine.ts";
import type { Test } from "../scenario/run/select.ts";
import { readArguments } from "./arguments.ts";
import { inSteps, interruptionBehind } from "./interrupt.ts";
import { later } from "./later.ts";
import { OutputError, print, printAside } from "./output.ts";
import { loadParts } from "./parts.ts";
import { openReporters, readReporters } from "./reporter_options.ts";
import { chosenTests, SCENARIO_OPTIONS } from "./scenario_options.ts";

/** `nommap run`. */
export async function runCommand(args: string[]): Promise<number> {
  const options = readArguments(args.map(withPercent), {
    flags: [...SCENARIO_OPTIONS.flags, "fail-fast", "verbose"],
    values: [...SCENARIO_OPTIONS.values, "coverage"],
    lists: [...SCENARIO_OPTIONS.lists, "reporter"],
  });
  const percent = options.value("coverage");
  const choices = readReporters(options.list("reporter"));
  const tests = await chosenTests(options);
  const reporter = await openReporters(choices, options.flag("verbose"));
  const failFast = options.flag("fail-fast");
  if (percent === undefined) {
    const parts = await loadParts(tests);
    return await runTests(
      tests,
      reporter,
      failFast,
      ({ scenario, edition }) => runWithParts(scenario, edition, parts),
    );
  }
  const { CoverageRun } = await later<typeof import("./coverage.ts")>(
    "./coverage.ts",
  );
  const coverage = new CoverageRun(percent);
  const status = await runTests(tests, reporter, failFast, coverage.run);
  const forPeople = choices.every(({ name, file }) =>
    file !== undefined || name === "pretty" || name === "dot"
  );
  return Math.max(status, await coverage.end(forPeople ? print : printAside));
}

/** `--coverage` alone wants no percentage. */
function withPercent(argument: string): string {
  return argument === "--coverage" ? "--coverage=0" : argument;
}

async function runTests(
  tests: readonly Test[],
  reporter: Reporter,
  failFast: boolean,
  run: (test: Test) => ScenarioResult,
): Promise<number> {
  const start = performance.now();
  const counts = { tests: 0, steps: 0, passed: 0, failed: 0, known: 0 };
  const summary = (): Summary => ({
    ...counts,
    notRun: tests.length - counts.tests,
    duration: performance.now() - start,
  });
  function* each(): Generator<void> {
    for (const test of tests) {
      const result = run(test);
      counts.tests++;
      counts.steps += result.steps.length;
      if (isFailure(result)) counts.failed++;
      else if (result.status === "known") counts.known++;
      else counts.passed++;
      reporter.result(result);
      if (failFast && counts.failed > 0) return;
      yield;
    }
  }
  reporter.begin(tests.length);
  try {
    await inSteps(each());
  } catch (error) {
    const interrupted = await interruptionBehind(error);
    if (interrupted === undefined) throw error;
    try {
      reporter.end({ ...summary(), interrupted: true });
    } catch (error) {
      if (!(error instanceof OutputError)) throw error;
    }
    throw interrupted.after(summaryText(summary()));
  }
  reporter.end(summary());
  return counts.failed > 0 ? 1 : 0;
}
