/**
 * What the scenarios of one kernel do not meet: ways that a scenario could
 * take, and ways that there are not.
 *
 * @module
 */
import type { Rule } from "../policy/rules.ts";
import type { Scenario } from "../scenario/types.ts";
import { allSteps } from "../steps.ts";
import { type EditionCoverage, type RuleWay, waysOf } from "./coverage.ts";
import { type Proof, proveUnreachable } from "./unreachable.ts";
import { wayOf, witnessSteps } from "./witnesses.ts";

/** A way that scenarios could take and do not. */
export interface Gap {
  /** The rule. */
  readonly rule: Rule;
  /** The way. */
  readonly way: RuleWay;
  /** A scenario that takes it. */
  readonly scenario: Scenario;
}

/** A way that no scenario can take. */
export interface Unreachable {
  /** The rule. */
  readonly rule: Rule;
  /** The way. */
  readonly way: RuleWay;
  /** How that is known. */
  readonly proof: Proof;
}

/** How far scenarios cover the rules of one kernel. */
export interface EditionGaps {
  /** Ways that can be taken. */
  readonly ways: number;
  /** Ways among them that are taken. */
  readonly covered: number;
  /** The others. */
  readonly gaps: readonly Gap[];
  /** Ways that cannot be taken. */
  readonly unreachable: readonly Unreachable[];
}

/** Finds what is missing; nothing is searched for if nothing is. */
export function findGaps(coverage: EditionCoverage): EditionGaps {
  return allSteps(gapSteps(coverage));
}

/** The same step by step. */
export function* gapSteps(
  { edition, rules }: EditionCoverage,
): Generator<void, EditionGaps> {
  const missing: { readonly rule: Rule; readonly way: RuleWay }[] = [];
  const unreachable: Unreachable[] = [];
  let covered = 0;
  for (const [rule, hits] of rules) {
    for (const way of waysOf(rule)) {
      const proof = hits[way].size > 0
        ? undefined
        : proveUnreachable(edition, rule, way);
      if (hits[way].size > 0) covered++;
      else if (proof === undefined) missing.push({ rule, way });
      else unreachable.push({ rule, way, proof });
    }
  }
  const { tried, find } = yield* witnessSteps(
    edition,
    new Set(missing.map(({ rule, way }) => wayOf(rule.id, way))),
  );
  const gaps = missing.flatMap(({ rule, way }): Gap[] => {
    const scenario = find(rule.id, way);
    if (scenario !== undefined) return [{ rule, way, scenario }];
    unreachable.push({ rule, way, proof: { kind: "search", tried } });
    return [];
  });
  return { ways: covered + gaps.length, covered, gaps, unreachable };
}

/** Per cent of the ways that are taken, rounded down. */
export function percentOf({ ways, covered }: EditionGaps): number {
  return ways === 0 ? 100 : Math.floor(100 * covered / ways);
}
