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
  /** No proof: so many scenarios were tried in vain. */
  | { readonly kind: "search"; readonly tried: number };

/** The proof that no scenario can take this way, if there is one. */
export function proveUnreachable(
  edition: AnyEdition,
  rule: Rule,
  way: RuleWay,
): Proof | undefined {
  if (way !== "taken") return undefined;
  const decides = DECISION_RULES.includes(rule) && isAboutFiles(rule);
  if (edition.world !== "regions" || !decides) return undefined;
  const requests = neverApplies(edition, rule.id);
  return requests === 0 ? undefined : { kind: "exhaustive", requests };
}
