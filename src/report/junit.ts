/**
 * The report as JUnit XML: a suite for each file, a case for each scenario and
 * kernel. Written when the run has ended, because its counts come first.
 *
 * @module
 */
import { isFailure, type ScenarioResult } from "../scenario/run/result.ts";
import { placeText, scenarioFailureText } from "./failure.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { attribute, content } from "./xml.ts";
import { oneLine } from "../writing/printable.ts";

interface Case {
  readonly result: ScenarioResult;
  readonly seconds: number;
}

/** Makes the reporter; `now` gives milliseconds. */
export function junitReporter(
  write: Sink,
  now: () => number = () => performance.now(),
): Reporter {
  const suites = new Map<string, Case[]>();
  let last = 0;
  return {
    begin() {
      last = now();
    },
    result(result) {
      const time = now();
      const { file } = result.scenario.text;
      const cases = suites.get(file) ?? [];
      cases.push({ result, seconds: (time - last) / 1000 });
      suites.set(file, cases);
      last = time;
    },
    end({ tests, failed, duration, interrupted }) {
      if (interrupted) return;
      const counts = countsText(tests, failed, duration / 1000);
      write('<?xml version="1.0" encoding="UTF-8"?>\n');
      write(`<testsuites name="nommap" ${counts}>\n`);
      for (const [file, cases] of suites) write(suiteText(file, cases));
      write("</testsuites>\n");
    },
  };
}

function countsText(
  tests: number,
  failures: number,
  seconds: number,
): string {
  return `tests="${tests}" failures="${failures}" errors="0" time="${
    seconds.toFixed(6)
  }"`;
}

function suiteText(file: string, cases: readonly Case[]): string {
  const counts = countsText(
    cases.length,
    cases.filter(({ result }) => isFailure(result)).length,
    cases.reduce((sum, { seconds }) => sum + seconds, 0),
  );
  const skipped =
    cases.filter(({ result }) => result.status === "known").length;
  const name = attribute(file);
  return `  <testsuite name="${name}" file="${name}" ${counts} skipped="${skipped}">\n${
    cases.map(caseText).join("")
  }  </testsuite>\n`;
}

function caseText({ result, seconds }: Case): string {
  const { scenario, title: kernel, status, steps } = result;
  const lines = [
    scenario.name,
    placeText(scenario, scenario.at),
    `source: ${scenario.source}`,
    ...steps.map(({ label, call, mismatches }) =>
      `${mismatches.length === 0 ? "ok    " : "not ok"} ${label}: ${call}`
    ),
  ].map(oneLine);
  return `    <testcase name="${attribute(scenario.id)}" classname="${
    attribute(kernel)
  }" time="${seconds.toFixed(6)}">
${
    status === "known"
      ? `      <skipped message="${
        attribute(`${scenario.status}: ${scenario.because?.trim()}`)
      }"/>\n`
      : isFailure(result)
      ? failureText(result)
      : ""
  }      <system-out>${content(lines.join("\n"))}</system-out>
    </testcase>
`;
}

function failureText(result: ScenarioResult): string {
  const { steps, status } = result;
  const failed = steps.filter(({ mismatches }) => mismatches.length > 0);
  const message = status === "unexpected-pass"
    ? "Everything is as expected, but the scenario is known to fail"
    : failed.map(({ label, mismatches }) =>
      `${label}: ${
        mismatches.map(({ key, expected, actual }) =>
          `${key} is ${actual}, expected ${expected}`
        ).join("; ")
      }`
    ).join(" / ");
  return `      <failure type="${status}" message="${attribute(message)}">${
    content(scenarioFailureText(result))
  }</failure>\n`;
}
