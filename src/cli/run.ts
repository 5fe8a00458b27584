/**
 * The command that runs scenarios.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { jsonReporter } from "../report/json.ts";
import { prettyReporter } from "../report/pretty.ts";
import type { Reporter, Summary } from "../report/reporter.ts";
import { ENGINE_NAMES } from "../scenario/known_names.ts";
import { loadScenarios } from "../scenario/load.ts";
import { isFailure } from "../scenario/run/result.ts";
import { runScenario } from "../scenario/run/run.ts";
import {
  type Selection,
  selectTests,
  type Test,
  textFilter,
} from "../scenario/run/select.ts";
import { didYouMean } from "../scenario/text/nearest.ts";
import type { Scenario } from "../scenario/types.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { editionNamed } from "./kernel_option.ts";
import { hasColour, print, printError, reasonOf } from "./output.ts";

/** `nommap run`. */
export async function runCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: ["fail-fast", "verbose"],
    values: ["filter", "reporter"],
    lists: ["kernel"],
  });
  const reporter = reporterNamed(options);
  const selection = selectionOf(options);
  const paths = options.operands.length === 0
    ? ["scenarios"]
    : options.operands;
  const { scenarios, errors } = await loadScenarios(paths, ENGINE_NAMES);
  if (errors.length > 0) {
    for (const error of errors) printError(error.message);
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    throw new InputError(`${count} in the scenario files; nothing was run`);
  }
  const tests = selectTests(scenarios, selection);
  if (tests.length === 0) {
    throw new InputError(
      `None of ${scenarios.length} scenarios is selected by the options`,
    );
  }
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

const REPORTERS = ["pretty", "json"];

function reporterNamed(options: Arguments): Reporter {
  const name = options.value("reporter") ?? "pretty";
  if (name === "json") return jsonReporter(print);
  if (name !== "pretty") {
    throw new InputError(
      `Unknown reporter '${name}'${didYouMean(name, REPORTERS)}`,
    );
  }
  return prettyReporter(print, {
    colour: hasColour(),
    ...(options.flag("verbose") ? { verbose: true } : {}),
    ...(Deno.stderr.isTerminal()
      ? {
        progress: (text) =>
          void Deno.stderr.writeSync(new TextEncoder().encode(text)),
      }
      : {}),
  });
}

function selectionOf(options: Arguments): Selection {
  const kernels = options.list("kernel");
  const filter = options.value("filter");
  return {
    ...(kernels.length === 0 || kernels.includes("all")
      ? {}
      : { kernels: kernels.map((name) => editionNamed(name).id) }),
    ...(filter === undefined ? {} : { filter: filterOf(filter) }),
  };
}

function filterOf(text: string): (scenario: Scenario) => boolean {
  try {
    return textFilter(text);
  } catch (error) {
    throw new InputError(`Wrong filter '${text}': ${reasonOf(error)}`);
  }
}
