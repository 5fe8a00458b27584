/**
 * What the scenarios of one kernel do not meet: ways that a scenario could
 * take, and ways that there are not.
 *
 * @module
 */
import type { Rule } from "../policy/rules.ts";
import { DECISION_RULES } from "../policy/rules/decision.ts";
import type { Scenario } from "../scenario/types.ts";
import { type EditionCoverage, type RuleWay, waysOf } from "./coverage.ts";
import { neverApplies } from "./exhaustive.ts";
import { findWitnesses } from "./witnesses.ts";

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
  /** Scenarios that were tried in vain. */
  readonly tried: number;
  /**
   * Requests of the whole decision space that were tried in vain: a proof. 0:
   * the rule does not depend on the request alone.
   */
  readonly proof: number;
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
  const { edition, rules } = coverage;
  const gaps: Gap[] = [];
  const unreachable: Unreachable[] = [];
  let covered = 0;
  let witnesses: ReturnType<typeof findWitnesses> | undefined;
  for (const [rule, hits] of rules) {
    for (const way of waysOf(rule)) {
      if (hits[way].size > 0) {
        covered++;
        continue;
      }
      witnesses ??= findWitnesses(edition);
      const scenario = witnesses.find(rule.id, way);
      if (scenario !== undefined) gaps.push({ rule, way, scenario });
      else {
        unreachable.push({
          rule,
          way,
          tried: witnesses.tried,
          proof: proofOf(coverage, rule, way),
        });
      }
    }
  }
  return { ways: covered + gaps.length, covered, gaps, unreachable };
}

function proofOf(
  { edition }: EditionCoverage,
  rule: Rule,
  way: RuleWay,
): number {
  const decides = way === "taken" && DECISION_RULES.includes(rule);
  return decides && edition.world === "regions"
    ? neverApplies(edition, rule.id)
    : 0;
}

/** Per cent of the ways that are taken, rounded down. */
export function percentOf({ ways, covered }: EditionGaps): number {
  return ways === 0 ? 100 : Math.floor(100 * covered / ways);
}
