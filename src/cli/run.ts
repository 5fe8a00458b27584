/**
 * The command that runs scenarios.
 *
 * @module
 */
import type { Reporter, Summary } from "../report/reporter.ts";
import { isFailure } from "../scenario/run/result.ts";
import { runScenario } from "../scenario/run/run.ts";
import type { Test } from "../scenario/run/select.ts";
import { readArguments } from "./arguments.ts";
import { openReporters, readReporters } from "./reporter_options.ts";
import { chosenTests, SCENARIO_OPTIONS } from "./scenario_options.ts";

/** `nommap run`. */
export async function runCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: ["fail-fast", "verbose"],
    values: SCENARIO_OPTIONS.values,
    lists: [...SCENARIO_OPTIONS.lists, "reporter"],
  });
  const choices = readReporters(options.list("reporter"));
  const tests = await chosenTests(options);
  const reporter = openReporters(choices, options.flag("verbose"));
  return runTests(tests, reporter, options.flag("fail-fast"));
}

function runTests(
  tests: readonly Test[],
  reporter: Reporter,
  failFast: boolean,
): number {
  const start = performance.now();
  const counts = { tests: 0, steps: 0, passed: 0, failed: 0, known: 0 };
  reporter.begin(tests.length);
  for (const { scenario, edition } of tests) {
    const result = runScenario(scenario, edition);
    counts.tests++;
    counts.steps += result.steps.length;
    if (isFailure(result)) counts.failed++;
    else if (result.status === "known") counts.known++;
    else counts.passed++;
    reporter.result(result);
    if (failFast && counts.failed > 0) break;
  }
  const summary: Summary = {
    ...counts,
    notRun: tests.length - counts.tests,
    duration: performance.now() - start,
  };
  reporter.end(summary);
  return counts.failed > 0 ? 1 : 0;
}
