/**
 * The reporters by name.
 *
 * @module
 */
import { dotReporter } from "./dot.ts";
import { githubReporter } from "./github.ts";
import { jsonReporter } from "./json.ts";
import { junitReporter } from "./junit.ts";
import { ktapReporter } from "./ktap.ts";
import { prettyReporter } from "./pretty.ts";
import type { Reporter, Sink } from "./reporter.ts";
import { tapReporter } from "./tap.ts";

/** How reports for people are written. */
export interface ReporterOptions {
  /** Uses colours. */
  readonly colour?: boolean;
  /** Names every scenario, also in a long run. */
  readonly verbose?: boolean;
  /** Columns of the terminal; left out: it is none. */
  readonly width?: number;
  /** Shows how far a long run is, beside the report. */
  readonly progress?: Sink;
}

/** Makes a reporter that writes to a sink. */
export type MakeReporter = (write: Sink, options: ReporterOptions) => Reporter;

/** All reporters. */
export const REPORTERS: Readonly<Record<string, MakeReporter>> = {
  pretty: prettyReporter,
  dot: dotReporter,
  tap: tapReporter,
  ktap: ktapReporter,
  junit: (write) => junitReporter(write),
  json: jsonReporter,
  github: githubReporter,
};

/** A reporter that tells several of them; all are told before one's error. */
export function combineReporters(reporters: readonly Reporter[]): Reporter {
  return {
    begin: (tests) => reporters.forEach((each) => each.begin(tests)),
    result: (result) => reporters.forEach((each) => each.result(result)),
    end(summary) {
      const errors: unknown[] = [];
      for (const each of reporters) {
        try {
          each.end(summary);
        } catch (error) {
          errors.push(error);
        }
      }
      if (errors.length > 0) throw errors[0];
    },
  };
}
