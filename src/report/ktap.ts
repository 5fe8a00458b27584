/**
 * The report as KTAP 1, the form of the kernel's own tests
 * (Documentation/dev-tools/ktap.rst): no escapes, no YAML, and expected
 * failures are `ok` with XFAIL.
 *
 * @module
 */
import {
  isFailure,
  type ScenarioResult,
  type StepResult,
} from "../scenario/run/result.ts";
import { scenarioFailureText } from "./failure.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { oneLine } from "../writing/printable.ts";

/** Makes the reporter. */
export function ktapReporter(write: Sink): Reporter {
  let number = 0;
  return {
    begin: (tests) => write(`KTAP version 1\n1..${tests}\n`),
    result: (result) => write(testText(result, ++number)),
    end({ notRun }) {
      for (let i = 0; i < notRun; i++) {
        write(`ok ${++number} not-run # SKIP the run was ended before\n`);
      }
    },
  };
}

/** Text that is neither a directive nor two lines. */
function description(text: string): string {
  return oneLine(text).replaceAll("#", "*").trim();
}

function testText(result: ScenarioResult, number: number): string {
  const { scenario, title: kernel, status, steps } = result;
  const name = description(`${scenario.id} on ${kernel}`);
  const known = status === "known";
  const because = description(scenario.because ?? "");
  const lines = [
    "  KTAP version 1",
    `  # Subtest: ${name}`,
    `  1..${steps.length}`,
    ...steps.map((step) => stepLine(step, known)),
  ];
  if (isFailure(result)) {
    const text = scenarioFailureText(result).split("\n");
    lines.push(...text.map((line) => `# ${oneLine(line)}`));
  }
  lines.push(
    `${isFailure(result) ? "not ok" : "ok"} ${number} ${name}${
      known ? ` # XFAIL ${because}` : ""
    }`,
  );
  return `${lines.join("\n")}\n`;
}

function stepLine(step: StepResult, known: boolean): string {
  const failed = step.mismatches.length > 0;
  return `  ${failed && !known ? "not ok" : "ok"} ${step.number + 1} ${
    description(`${step.label}: ${step.call}`)
  }${failed && known ? " # XFAIL" : ""}`;
}
