/**
 * What the kernel says of a scenario.
 *
 * @module
 */
import type { Difference } from "./difference.ts";
import type { CompiledTest } from "./compiled.ts";
import type { Unobservable } from "./unobservable.ts";

/** A difference, and what the scenario expects there. */
export interface JudgedDifference extends Difference {
  /** What the scenario expects, if it says; else empty. */
  readonly expected: string;
}

/** A step in which engine and kernel differ. */
export interface JudgedStep {
  /** Number of the step or cell, from 0. */
  readonly number: number;
  /** Label of the step, or row and column of the cell. */
  readonly label: string;
  /** Offset in the scenario's text. */
  readonly at: number;
  /** The call, as strace would print it. */
  readonly call: string;
  /** What differs. */
  readonly differences: readonly JudgedDifference[];
}

/** What the kernel says of a scenario. */
export interface Judgement {
  /** The scenario and the edition. */
  readonly test: CompiledTest;
  /** `unjudged`: the kernel could not be asked anything. */
  readonly status: "agrees" | "differs" | "unjudged";
  /** Steps in which they differ; the rest of their case was not looked at. */
  readonly steps: readonly JudgedStep[];
  /** What the kernel could not be asked, and why. */
  readonly unobservable: readonly Unobservable[];
  /** Steps or cells that the kernel has judged. */
  readonly judged: number;
  /** Steps or cells of the scenario. */
  readonly all: number;
}
