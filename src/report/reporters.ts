/**
 * What all reporters have in common, and several of them as one.
 *
 * @module
 */
import type { Reporter, Sink } from "./reporter.ts";

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
