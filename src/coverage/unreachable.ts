/**
 * Ways that no scenario can take, and how that is known.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import type { Rule } from "../policy/rules.ts";
import { DECISION_RULES } from "../policy/rules/decision.ts";
import type { RuleWay } from "./coverage.ts";
import { isAboutFiles, neverApplies } from "./exhaustive.ts";

/** Why a way cannot be taken. */
export type Proof =
  /** Every file mapping was tried; how many there are. */
  | { readonly kind: "exhaustive"; readonly requests: number }
  /** Scenarios have no words for what it takes. */
  | { readonly kind: "unsaid"; readonly sentence: string }
  /** No proof: so many scenarios were tried in vain. */
  | { readonly kind: "search"; readonly tried: number };

/** What only a recording can have, by the rule that looks at it. */
const UNSAID: Readonly<Record<string, string>> = {
  "security-module-refuses":
    "scenarios have no security module, only recordings have",
};

/** The proof that no scenario can take this way, if there is one. */
export function proveUnreachable(
  edition: AnyEdition,
  rule: Rule,
  way: RuleWay,
): Proof | undefined {
  if (way !== "taken") return undefined;
  const sentence = UNSAID[rule.id];
  if (sentence !== undefined) return { kind: "unsaid", sentence };
  const decides = DECISION_RULES.includes(rule) && isAboutFiles(rule);
  if (edition.world !== "regions" || !decides) return undefined;
  const requests = neverApplies(edition, rule.id);
  return requests === 0 ? undefined : { kind: "exhaustive", requests };
}
