/**
 * The short report for people: one character for each test, then every failure
 * in full.
 *
 * @module
 */
import { isFailure, type ScenarioResult } from "../scenario/run/result.ts";
import { scenarioFailureText } from "./failure.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { styleFor } from "./style.ts";
import { summaryText } from "./summary.ts";

/** How the report is written. */
export interface DotOptions {
  /** Uses colours. */
  readonly colour?: boolean;
  /** Characters in a line; 80 if left out. */
  readonly width?: number;
}

/** Makes the reporter: `.` passed, `F` failed, `~` fails as it is known to. */
export function dotReporter(write: Sink, options: DotOptions = {}): Reporter {
  const { colour = false, width = 80 } = options;
  const style = styleFor(colour);
  const failures: ScenarioResult[] = [];
  let column = 0;
  return {
    begin() {},
    result(result) {
      if (isFailure(result)) failures.push(result);
      write(
        isFailure(result)
          ? style.bad("F")
          : result.status === "known"
          ? style.warn("~")
          : style.good("."),
      );
      column = (column + 1) % width;
      if (column === 0) write("\n");
    },
    end(summary) {
      if (column !== 0) write("\n");
      for (const failure of failures) {
        write(`\n${scenarioFailureText(failure, style)}\n`);
      }
      write(`\n${summaryText(summary, style)}\n`);
    },
  };
}
