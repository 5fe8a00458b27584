/**
 * Kernels that have one rule wrong.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import type { Rule } from "../policy/rules.ts";
import { rulesOfEdition } from "../question/edition_rules.ts";

/** How a rule is broken. */
export type Breakage =
  /** It does not apply where it should. */
  | "skipped"
  /** It applies exactly where it should not. */
  | "inverted"
  /** It refuses with another errno. */
  | "errno"
  /** It refuses what it should grant. */
  | "refused";

/** All ways to break a rule, in the order of a matrix. */
export const BREAKAGES: readonly Breakage[] = [
  "skipped",
  "inverted",
  "errno",
  "refused",
];

/** A kernel that has one rule wrong. */
export interface Mutant {
  /** The rule. */
  readonly rule: Rule;
  /** How it is broken. */
  readonly breakage: Breakage;
}

/** Every way to break one rule of an edition. */
export function mutantsOf(edition: AnyEdition): Mutant[] {
  return rulesOfEdition(edition).flatMap((rule) =>
    breakagesOf(rule).map((breakage) => ({ rule, breakage }))
  );
}

/** Rules with which the kernel stops: they have no errno. */
const STOPPING: ReadonlySet<string> = new Set(["early-region-start-taken"]);

function breakagesOf({ effect, id }: Rule): readonly Breakage[] {
  if (effect === "grant") return ["refused"];
  if (effect !== "refuse") return ["skipped", "inverted"];
  if (id === "call-absent") return ["skipped", "errno"];
  return STOPPING.has(id)
    ? ["skipped", "inverted"]
    : ["skipped", "inverted", "errno"];
}
