/**
 * The report as annotations of a GitHub workflow: one error for each step that
 * differs, at its place in the scenario file.
 *
 * @module
 */
import { isFailure, type ScenarioResult } from "../scenario/run/result.ts";
import type { Scenario } from "../scenario/types/scenario.ts";
import { scenarioFailureText, stepFailureText } from "./failure.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { summaryText } from "./summary.ts";
import { manyLines, oneLine } from "../writing/printable.ts";

/** Makes the reporter. */
export function githubReporter(write: Sink): Reporter {
  return {
    begin() {},
    result(result) {
      if (isFailure(result)) write(annotations(result));
    },
    end: (summary) => write(`nommap: ${summaryText(summary)}\n`),
  };
}

function annotations(result: ScenarioResult): string {
  const { scenario, title: kernel, status, steps } = result;
  const title = `${scenario.id} on ${kernel}`;
  if (status === "unexpected-pass") {
    return annotation(
      scenario,
      scenario.at,
      title,
      scenarioFailureText(result),
    );
  }
  return steps.filter(({ mismatches }) => mismatches.length > 0).map((step) =>
    annotation(
      scenario,
      step.mismatches[0]!.at,
      `${title}, ${step.label}`,
      `${scenario.name}\n${stepFailureText(scenario, step)}`,
    )
  ).join("");
}

function annotation(
  scenario: Scenario,
  at: number,
  title: string,
  message: string,
): string {
  const { file, line, column } = scenario.text.position(at);
  return `::error file=${property(file)},line=${line},col=${column},title=${
    property(title)
  }::${data(message)}\n`;
}

/** The message of a command: `%` and line ends are coded. */
function data(text: string): string {
  return manyLines(text).replaceAll("%", "%25").replaceAll("\r", "%0D")
    .replaceAll("\n", "%0A");
}

/** A property of a command: `:` and `,` would end it. */
function property(text: string): string {
  return data(oneLine(text)).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
