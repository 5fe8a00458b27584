/**
 * What the run of a scenario comes to.
 *
 * @module
 */
import type { Outcome } from "../../mm/outcome.ts";
import type { Scenario } from "../types/scenario.ts";

/** One property in which a step differs from what is expected of it. */
export interface Mismatch {
  /** Name of the property, as the scenario spells it. */
  readonly key: string;
  /** What the scenario expects. */
  readonly expected: string;
  /** What came. */
  readonly actual: string;
  /** Offset of the property in the scenario's text. */
  readonly at: number;
}

/** The result of one step, or of one cell of a table. */
export interface StepResult {
  /** Number of the step or cell, from 0. */
  readonly number: number;
  /** Label of the step, or row and column of the cell. */
  readonly label: string;
  /** Offset in the scenario's text. */
  readonly at: number;
  /** The call and its result, as strace would print them. */
  readonly call: string;
  /** What it came to; `null`: the kernel had stopped before. */
  readonly outcome: Outcome | null;
  /** Properties that differ; empty: as expected. */
  readonly mismatches: readonly Mismatch[];
}

/** What a run of a scenario on one kernel came to. */
export type RunStatus =
  /** Everything is as expected. */
  | "passed"
  /** Something differs. */
  | "failed"
  /** Something differs, and the scenario says that it is known to. */
  | "known"
  /** Nothing differs, but the scenario says that something does. */
  | "unexpected-pass";

/** The result of a scenario on one kernel. */
export interface ScenarioResult {
  /** The scenario. */
  readonly scenario: Scenario;
  /** The kernel's edition. */
  readonly kernel: string;
  /** The kernel as it was asked for, and its edition if that is another. */
  readonly title: string;
  /** What it came to. */
  readonly status: RunStatus;
  /** Its steps or cells. */
  readonly steps: readonly StepResult[];
}

/**
 * Whether a result counts as a failure: a step differs that was not known to,
 * or none that was. {@linkcode runScenario} has an example.
 */
export function isFailure(result: ScenarioResult): boolean {
  return result.status === "failed" || result.status === "unexpected-pass";
}
