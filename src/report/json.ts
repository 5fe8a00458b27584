/**
 * The report for programs: one JSON document.
 *
 * @module
 */
import { errnoName } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import { VM } from "../abi/vm.ts";
import { hex } from "../abi/word.ts";
import type { Outcome } from "../mm/outcome.ts";
import type { ScenarioResult, StepResult } from "../scenario/run/result.ts";
import type { Scenario } from "../scenario/types/scenario.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { visibleJson } from "../writing/printable.ts";

/** Makes the reporter; the document is written when the run has ended. */
export function jsonReporter(write: Sink): Reporter {
  const results: ScenarioResult[] = [];
  return {
    begin() {},
    result: (result) => void results.push(result),
    end(summary) {
      if (summary.interrupted) return;
      const document = { version: 1, summary, tests: results.map(testJson) };
      write(`${visibleJson(JSON.stringify(document, null, 2))}\n`);
    },
  };
}

function testJson(
  { scenario, kernel, status, steps }: ScenarioResult,
): unknown {
  return {
    id: scenario.id,
    name: scenario.name,
    kernel,
    status,
    ...position(scenario, scenario.at),
    source: scenario.source,
    ...(scenario.because === undefined ? {} : { because: scenario.because }),
    steps: steps.map((step) => stepJson(scenario, step)),
  };
}

function position(scenario: Scenario, at: number): object {
  const { file, line, column } = scenario.text.position(at);
  return { file, line, column };
}

function stepJson(scenario: Scenario, step: StepResult): unknown {
  return {
    label: step.label,
    call: step.call,
    ...position(scenario, step.at),
    ...(step.outcome === null ? {} : outcomeJson(step.outcome)),
    mismatches: step.mismatches.map(({ key, expected, actual, at }) => ({
      key,
      expected,
      actual,
      ...position(scenario, at),
    })),
  };
}

/** An outcome with names and hexadecimal addresses. */
export function outcomeJson(outcome: Outcome): Record<string, unknown> {
  const { vma, errno } = outcome;
  return {
    errno: errno === 0 ? null : errnoName(errno),
    reason: outcome.reason,
    ...(outcome.restricted.length === 0
      ? {}
      : { restricted: outcome.restricted }),
    ...(vma === null ? {} : {
      backing: outcome.backing,
      address: hex(outcome.value),
      vm_flags: formatFlags(vma.flags, VM),
    }),
    ...(outcome.calls.length === 0
      ? {}
      : { calls: outcome.calls.map(({ operation }) => operation) }),
    ...(outcome.hazards.length === 0
      ? {}
      : { hazards: outcome.hazards.map(({ id }) => id) }),
    ...(outcome.messages.length === 0
      ? {}
      : { messages: outcome.messages.map(({ text }) => text) }),
  };
}
