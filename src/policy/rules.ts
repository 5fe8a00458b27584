/**
 * Every rule of the policy. A rule is one decision of the kernel: its number
 * is its place in this list, its id is what scenarios assert as `reason`.
 *
 * @module
 */
import { DECISION_RULES } from "./rules/decision.ts";
import { LIST_WORLD_RULES } from "./rules/list_world.ts";
import { MAPPING_RULES } from "./rules/mapping.ts";
import { SYSTEM_CALL_RULES } from "./rules/system_calls.ts";

/** What a rule does when it applies. */
export type RuleEffect =
  /** The call fails with an errno. */
  | "refuse"
  /** DIRECT or COPY is taken from the capabilities and the call goes on. */
  | "restrict"
  /** Something else changes and the call goes on. */
  | "adjust"
  /** The call succeeds this way. */
  | "grant";

/** Requests that a rule can see. */
export type RuleScope =
  | "any"
  | "file"
  | "shared-file"
  | "private-file"
  | "anonymous";

/** One decision of the policy. */
export interface Rule {
  /** Stable name. */
  readonly id: string;
  /** What it does when it applies. */
  readonly effect: RuleEffect;
  /** Which requests reach it. */
  readonly scope: RuleScope;
  /** One sentence for the author of a driver. */
  readonly sentence: string;
  /** Place in the kernel: file and function. */
  readonly source: string;
  /** First release with the rule; left out: it was always there. */
  readonly since?: string;
  /** Last release with the rule; left out: it is still there. */
  readonly until?: string;
}

/** All rules, in the order in which a request meets them. */
export const RULES: readonly Rule[] = [
  ...DECISION_RULES,
  ...MAPPING_RULES,
  ...SYSTEM_CALL_RULES,
  ...LIST_WORLD_RULES,
];

const NUMBERS: ReadonlyMap<string, number> = new Map(
  RULES.map((rule, number) => [rule.id, number]),
);

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

/** The rule with this id, or `undefined`. */
export function findRule(id: string): Rule | undefined {
  const number = NUMBERS.get(id);
  return number === undefined ? undefined : RULES[number];
}

/** Id of the rule with this number; the empty string if there is none. */
export function ruleId(number: number): string {
  return RULES[number]?.id ?? "";
}
