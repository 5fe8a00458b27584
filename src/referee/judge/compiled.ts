/**
 * Scenarios that are ready for a kernel.
 *
 * @module
 */
import type { Edition } from "../../policy/edition.ts";
import type { PlanCase } from "../plan/plan.ts";
import type { Sample } from "./samples.ts";
import type { TargetScenario } from "./target_scenario.ts";
import type { Unobservable } from "./unobservable.ts";

/** One case of the plan: all steps of a scenario, or one cell of its table. */
export interface CompiledCase {
  /** What the kernel is asked. */
  readonly plan: PlanCase;
  /** Position in the plan of each step of the scenario, if it has one. */
  readonly steps: readonly (number | undefined)[];
  /** Memory that is looked at, by its position in the plan. */
  readonly samples: ReadonlyMap<number, Sample>;
  /** Number of the cell, if it is one. */
  readonly cell?: number;
}

/** A scenario of one edition, ready for the kernel. */
export interface CompiledTest {
  /** The scenario with addresses of the target. */
  readonly target: TargetScenario;
  /** The edition. */
  readonly edition: Edition;
  /** Cases; empty if it cannot be judged at all. */
  readonly cases: readonly CompiledCase[];
  /** What cannot be observed on the target. */
  readonly unobservable: readonly Unobservable[];
}
