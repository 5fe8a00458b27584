/**
 * The text of a failure: what was expected and what came, aligned, with the
 * place in the file and the rule that decided. Reporters and `deno test` use
 * the same.
 *
 * @module
 */
import { HAZARDS } from "../policy/hazards.ts";
import { findRule } from "../policy/rules.ts";
import type { ScenarioResult, StepResult } from "../scenario/run/result.ts";
import type { Scenario } from "../scenario/types/scenario.ts";
import { type Style, styleFor } from "./style.ts";
import { wrap, wrapCall } from "../writing/wrap.ts";
import { oneLine } from "../writing/printable.ts";

const PLAIN = styleFor(false);

/** `file:line:column` of an offset in a scenario's text. */
export function placeText(scenario: Scenario, at: number): string {
  const { file, line, column } = scenario.text.position(at);
  return `${oneLine(file)}:${line}:${column}`;
}

/** One step that differs. */
export function stepFailureText(
  scenario: Scenario,
  step: StepResult,
  style: Style = PLAIN,
): string {
  const rows = step.mismatches.map(({ key, expected, actual, at }) => ({
    key: oneLine(key),
    expected: oneLine(expected),
    actual: oneLine(actual),
    place: placeText(scenario, at),
  }));
  const width = (name: "key" | "expected" | "actual", least: number): number =>
    Math.min(60, Math.max(least, ...rows.map((row) => row[name].length)));
  const keys = width("key", 8);
  const wide = rows.some(({ expected, actual }) =>
    expected.length > 60 || actual.length > 60
  );
  const expectedWidth = width("expected", 8);
  const actualWidth = width("actual", 6);
  const label = `  ${oneLine(step.label)}: `;
  const [call, ...more] = wrapCall(oneLine(step.call), {
    indent: 6,
    first: label,
  });
  const lines = [
    label + style.bold(call!.slice(label.length)),
    ...more.map(style.bold),
  ];
  if (!wide) {
    lines.push(style.dim(
      `    ${"".padEnd(keys)}  ${"expected".padEnd(expectedWidth)}  actual`,
    ));
  }
  for (const { key, expected, actual, place } of rows) {
    if (wide) {
      lines.push(
        `    ${key}  ${style.dim(place)}`,
        `      expected  ${style.good(expected)}`,
        `      actual    ${style.bad(actual)}`,
      );
    } else {
      lines.push(
        `    ${key.padEnd(keys)}  ${
          style.good(expected.padEnd(expectedWidth))
        }  ${style.bad(actual.padEnd(actualWidth))}  ${style.dim(place)}`,
      );
    }
  }
  return [...lines, ...explanation(step)].join("\n");
}

function explanation(step: StepResult): string[] {
  const { outcome } = step;
  if (outcome === null) return [];
  const lines: string[] = [];
  for (const id of [...new Set([...outcome.restricted, outcome.reason])]) {
    const rule = findRule(id);
    if (rule !== undefined && rule.source !== "") {
      lines.push(...told(`${id}: ${rule.sentence} (${rule.source})`));
    }
  }
  for (const { id } of outcome.hazards) {
    const hazard = HAZARDS.find((known) => known.id === id);
    if (hazard !== undefined) {
      lines.push(
        ...told(`hazard ${id}: ${hazard.sentence} (${hazard.source})`),
      );
    }
  }
  return lines;
}

function told(text: string): string[] {
  return wrap(text, { indent: 6, first: "    " });
}

/**
 * A whole scenario that failed, as `nommap run` prints it: each step that
 * differs with what was expected, what came, its place in the file, and the rule
 * that decided. {@linkcode runScenario} has an example.
 */
export function scenarioFailureText(
  result: ScenarioResult,
  style: Style = PLAIN,
): string {
  const { scenario, title: kernel, status, steps } = result;
  const title = `FAIL ${oneLine(scenario.id)}`;
  const lines = wrap(`${title} on ${kernel}: ${oneLine(scenario.name)}`, {
    indent: 2,
    first: "",
  });
  const marked = `${style.bad("FAIL")} ${style.bold(oneLine(scenario.id))}`;
  const head = [
    lines[0]!.replace(title, () => marked),
    ...lines.slice(1),
    `  ${style.dim(placeText(scenario, scenario.at))}`,
  ].join("\n");
  if (status === "unexpected-pass") {
    const because = oneLine(scenario.because?.trim() ?? "");
    return [
      head,
      ...wrap(
        `Everything is as expected, but the scenario says '${scenario.status}': ${because}`,
        { indent: 2 },
      ),
      "  If that is mended, remove 'status' and 'because'",
    ].join("\n");
  }
  const failed = steps.filter(({ mismatches }) => mismatches.length > 0);
  return [
    head,
    ...failed.map((step) => stepFailureText(scenario, step, style)),
  ].join("\n");
}
