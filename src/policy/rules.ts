/**
 * Every rule of the policy. A rule is one decision of the kernel: its number
 * is its place in this list, its id is what scenarios assert as `reason`.
 *
 * @module
 */
import { DECISION_RULES } from "./rules/decision.ts";
import { LIST_WORLD_RULES } from "./rules/list_world.ts";
import { MAPPING_RULES } from "./rules/mapping.ts";
import type { Rule } from "./rules/rule.ts";
import { SYSTEM_CALL_RULES } from "./rules/system_calls.ts";

export type { Rule, RuleEffect, RuleScope } from "./rules/rule.ts";

const ALL: Rule[] = [];
const NUMBERS = new Map<string, number>();

/** All rules, in the order in which a request meets them. */
export const RULES: readonly Rule[] = ALL;

/** A verdict has room for so many rules. */
const MOST_RULES = 256;

/**
 * Adds a rule: this is how an edition brings one of its own.
 *
 * @returns Its id.
 * @throws {RangeError} if there is one with this id, or no room for more.
 *
 * @example
 * ```ts
 * import { defineRule, findRule } from "./rules.ts";
 * import { assertEquals } from "@std/assert";
 *
 * defineRule({
 *   id: "no-more-than-a-page",
 *   effect: "refuse",
 *   scope: "any",
 *   sentence: "A mapping has one page at most.",
 *   source: "mm/nommu.c, validate_mmap_request()",
 *   since: "9.9",
 * });
 * assertEquals(findRule("no-more-than-a-page")?.since, "9.9");
 * ```
 */
export function defineRule(rule: Rule): string {
  const { id } = rule;
  if (NUMBERS.has(id)) throw new RangeError(`Rule '${id}' is there already`);
  if (ALL.length === MOST_RULES) {
    throw new RangeError(
      `There are ${MOST_RULES} rules, and no room for '${id}'`,
    );
  }
  NUMBERS.set(id, ALL.length);
  ALL.push(rule);
  return id;
}

for (
  const rules of [
    DECISION_RULES,
    MAPPING_RULES,
    SYSTEM_CALL_RULES,
    LIST_WORLD_RULES,
  ]
) {
  rules.forEach(defineRule);
}

/**
 * Number of the rule with this id.
 *
 * @throws {RangeError} if there is no such rule.
 */
export function ruleNumber(id: string): number {
  const number = NUMBERS.get(id);
  if (number === undefined) throw new RangeError(`No rule is named '${id}'`);
  return number;
}

/**
 * The rule with this id, or `undefined`.
 *
 * @example
 * ```ts
 * import { findRule } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const rule = findRule("shared-needs-direct");
 * assertEquals(rule?.effect, "refuse");
 * assertEquals(rule?.source, "mm/nommu.c, validate_mmap_request()");
 * ```
 */
export function findRule(id: string): Rule | undefined {
  const number = NUMBERS.get(id);
  return number === undefined ? undefined : RULES[number];
}

/** Id of the rule with this number; the empty string if there is none. */
export function ruleId(number: number): string {
  return RULES[number]?.id ?? "";
}
