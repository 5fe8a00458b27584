/**
 * The mutation check: each rule is broken in turn, and some scenario must
 * notice.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import type { Test } from "../scenario/run/select.ts";
import { allSteps } from "../steps.ts";
import { equivalenceSteps } from "./equivalent.ts";
import { MutantHunt } from "./hunt.ts";
import { type Mutant, mutantsOf } from "./mutant.ts";
import { proveUnreachable } from "./unreachable.ts";
import { wayOf, witnessSteps } from "./witnesses.ts";

/** What became of a mutant. */
export type MutantFate =
  /** A scenario failed. */
  | "killed"
  /** None did, although one could. */
  | "survived"
  /** No request tells it from the kernel. */
  | "equivalent"
  /** No scenario can make the rule apply. */
  | "unreachable";

/** A mutant and what became of it. */
export interface MutantResult extends Mutant {
  /** What became of it. */
  readonly fate: MutantFate;
  /** Id of the scenario that killed it. */
  readonly killer?: string;
}

/**
 * Breaks every rule of an edition in turn and looks for a test that fails. All
 * tests must be of this edition; those that do not pass are left out.
 */
export function checkMutants(
  edition: AnyEdition,
  tests: readonly Test[],
): MutantResult[] {
  return allSteps(mutantSteps(edition, tests));
}

/** The same step by step. */
export function* mutantSteps(
  edition: AnyEdition,
  tests: readonly Test[],
): Generator<void, MutantResult[]> {
  const mutants = mutantsOf(edition);
  const hunt = new MutantHunt(edition, mutants);
  for (const test of tests) {
    hunt.run(test);
    yield;
  }
  const results: MutantResult[] = [];
  for (const mutant of mutants) {
    const killer = hunt.killerOf(mutant);
    if (killer !== undefined) {
      results.push({ ...mutant, fate: "killed", killer });
      continue;
    }
    const same = yield* equivalenceSteps(edition, mutant);
    results.push({ ...mutant, fate: same ? "equivalent" : "survived" });
  }
  const unreachable = yield* unreachableAmong(edition, results);
  return results.map((result) =>
    unreachable.has(result) ? { ...result, fate: "unreachable" } : result
  );
}

/** Those that no scenario can meet, among the survivors. */
function* unreachableAmong(
  edition: AnyEdition,
  results: readonly MutantResult[],
): Generator<void, ReadonlySet<MutantResult>> {
  const survivors = results.filter(({ fate, breakage }) =>
    fate === "survived" && breakage !== "inverted"
  );
  const [proved, open] = [true, false].map((wanted) =>
    survivors.filter(({ rule }) =>
      (proveUnreachable(edition, rule, "taken") !== undefined) === wanted
    )
  ) as [MutantResult[], MutantResult[]];
  const wanted = new Set(open.map(({ rule }) => wayOf(rule.id, "taken")));
  const { find } = yield* witnessSteps(edition, wanted);
  return new Set([
    ...proved,
    ...open.filter(({ rule }) => find(rule.id, "taken") === undefined),
  ]);
}
