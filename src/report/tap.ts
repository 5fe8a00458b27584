/**
 * The report as TAP 14: a test for each scenario and kernel, with its steps as
 * subtests and what differs as YAML.
 *
 * @module
 */
import {
  isFailure,
  type ScenarioResult,
  type StepResult,
} from "../scenario/run/result.ts";
import type { Scenario } from "../scenario/types/scenario.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { oneLine, yamlString } from "../writing/printable.ts";

/** Makes the reporter. */
export function tapReporter(write: Sink): Reporter {
  let number = 0;
  return {
    begin: (tests) => write(`TAP version 14\n1..${tests}\n`),
    result: (result) => write(testText(result, ++number)),
    end: ({ notRun }) => {
      if (notRun > 0) write(`Bail out! ${notRun} tests were not run\n`);
    },
  };
}

/** Text in which nothing is a directive, an escape or the head of a block. */
function description(text: string): string {
  const escaped = oneLine(text).replace(/[\\#]/g, "\\$&").trim();
  return escaped.replace(/\{$/, "\\\\x7b");
}

function testText(result: ScenarioResult, number: number): string {
  const { scenario, title: kernel, status, steps } = result;
  const name = description(`${scenario.id} on ${kernel}`);
  const point = status === "passed" ? "ok" : "not ok";
  const lines = [
    `# Subtest: ${name}`,
    `    1..${steps.length}`,
    ...steps.flatMap((step) => stepLines(scenario, step)),
    `${point} ${number} - ${name}: ${description(scenario.name)}${
      status === "known" ? ` # TODO ${description(scenario.because ?? "")}` : ""
    }`,
  ];
  if (isFailure(result)) {
    lines.push(...diagnostic("  ", scenario, scenario.at, [
      ...(status === "unexpected-pass"
        ? [
          `message: ${
            yamlString(
              `Everything is as expected, but it is '${
                scenario.status ?? ""
              }': ${scenario.because ?? ""}`,
            )
          }`,
        ]
        : []),
      `source: ${yamlString(scenario.source)}`,
    ]));
  }
  return `${lines.join("\n")}\n`;
}

function stepLines(scenario: Scenario, step: StepResult): string[] {
  const { number, label, call, mismatches, outcome } = step;
  const failed = mismatches.length > 0;
  const line = `    ${failed ? "not ok" : "ok"} ${number + 1} - ${
    description(`${label}: ${call}`)
  }`;
  if (!failed) return [line];
  const details = [
    ...(outcome === null ? [] : [`reason: ${yamlString(outcome.reason)}`]),
    "mismatches:",
    ...mismatches.flatMap(({ key, expected, actual, at }) => [
      `  - key: ${yamlString(key)}`,
      `    expected: ${yamlString(expected)}`,
      `    actual: ${yamlString(actual)}`,
      ...placeLines(scenario, at).map((place) => `    ${place}`),
    ]),
  ];
  return [line, ...diagnostic("      ", scenario, step.at, details)];
}

function diagnostic(
  indent: string,
  scenario: Scenario,
  at: number,
  lines: readonly string[],
): string[] {
  const inner = [
    "at:",
    ...placeLines(scenario, at).map((line) => `  ${line}`),
    ...lines,
  ];
  return ["---", ...inner, "..."].map((line) => `${indent}${line}`);
}

function placeLines(scenario: Scenario, at: number): string[] {
  const { file, line, column } = scenario.text.position(at);
  return [`file: ${yamlString(file)}`, `line: ${line}`, `column: ${column}`];
}
