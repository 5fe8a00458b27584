/**
 * What a reporter is told while scenarios run.
 *
 * @module
 */
import type { ScenarioResult } from "../scenario/run/result.ts";

/** Counts of a run. */
export interface Summary {
  /** Tests that ran: scenarios, once for each kernel. */
  readonly tests: number;
  /** Steps and cells in them. */
  readonly steps: number;
  /** Tests in which everything was as expected. */
  readonly passed: number;
  /** Tests that failed. */
  readonly failed: number;
  /** Tests that failed as they are known to. */
  readonly known: number;
  /** Tests that did not run, because the run was ended before. */
  readonly notRun: number;
  /** Milliseconds. */
  readonly duration: number;
  /** The user has ended the run: there is no report that looks whole. */
  readonly interrupted?: boolean;
}

/** Writes a report of a run. */
export interface Reporter {
  /** The run begins. */
  begin(tests: number): void;
  /** A test has ended. */
  result(result: ScenarioResult): void;
  /** The run has ended. */
  end(summary: Summary): void;
}

/** Takes the text of a report. */
export type Sink = (text: string) => void;
