/**
 * The result of a step whose call is put into words only when asked for.
 *
 * @module
 */
import type { Outcome } from "../../mm/outcome.ts";
import type { Scenario } from "../types/scenario.ts";
import type { Operation } from "../types/step.ts";
import { callText, resultText } from "./describe.ts";
import type { Mismatch, StepResult } from "./result.ts";

/** What a result keeps to say what was called. */
export interface Called {
  /** The scenario, whose files have names. */
  readonly scenario: Scenario;
  /** What the step or cell does. */
  readonly operation: Operation;
  /** Number of the step or cell, from 0. */
  readonly number: number;
  /** Label of the step, or row and column of the cell. */
  readonly label: string;
  /** Offset in the scenario's text. */
  readonly at: number;
}

/** The result of a step or cell. */
export class CallResult implements StepResult {
  /** Number of the step or cell, from 0. */
  readonly number: number;
  /** Label of the step, or row and column of the cell. */
  readonly label: string;
  /** Offset in the scenario's text. */
  readonly at: number;
  /** What it came to; `null`: the kernel had stopped before. */
  readonly outcome: Outcome | null;
  /** Properties that differ; empty: as expected. */
  readonly mismatches: readonly Mismatch[];
  readonly #scenario: Scenario;
  readonly #operation: Operation;

  /** Keeps what a step came to. */
  constructor(
    { scenario, operation, number, label, at }: Called,
    outcome: Outcome | null,
    mismatches: readonly Mismatch[],
  ) {
    this.number = number;
    this.label = label;
    this.at = at;
    this.outcome = outcome;
    this.mismatches = mismatches;
    this.#scenario = scenario;
    this.#operation = operation;
  }

  /** The call and its result, as strace would print them. */
  get call(): string {
    const call = callText(this.#scenario, this.#operation);
    return this.outcome === null
      ? call
      : `${call} = ${resultText(this.#operation, this.outcome)}`;
  }
}
