/**
 * Mutants that no request can tell from the kernel.
 *
 * @module
 */
import type { Edition } from "../policy/edition.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { TRAIL, type Verdict } from "../policy/verdict.ts";
import { breakVerdict, isDecisionRule } from "./broken_edition.ts";
import type { Asked } from "./disarm.ts";
import {
  DECISION_ARCH,
  decisionSteps,
  isAboutFiles,
  neverApplies,
  triedSteps,
} from "./exhaustive.ts";
import type { Mutant } from "./mutant.ts";

/**
 * Looks step by step whether every file mapping gets the same answer. What is
 * refused because of the request alone, such as MAP_FIXED, is not among them.
 */
export function* equivalenceSteps(
  edition: AnyEdition,
  mutant: Mutant,
): Generator<void, boolean> {
  const { rule, breakage } = mutant;
  if (
    edition.world !== "regions" || !isDecisionRule(rule) || !isAboutFiles(rule)
  ) return false;
  yield* triedSteps(edition);
  if (breakage !== "inverted" && neverApplies(edition, rule.id) > 0) {
    return true;
  }
  const known = KNOWN.get(edition.validate) ?? new Map<string, boolean>();
  KNOWN.set(edition.validate, known);
  const key = `${rule.id} ${breakage}`;
  let same = known.get(key);
  if (same === undefined) {
    known.set(key, same = yield* sameSteps(edition, mutant));
  }
  return same;
}

/** What was found out: kernels that validate alike have these rules alike. */
const KNOWN = new WeakMap<Edition["validate"], Map<string, boolean>>();

function* sameSteps(
  edition: Edition,
  mutant: Mutant,
): Generator<void, boolean> {
  const broken = breakVerdict(edition, mutant);
  const validate = ({ request, file, caller }: Asked): Verdict =>
    edition.validate(request, file, caller, DECISION_ARCH);
  let differs = false;
  yield* decisionSteps(edition, (verdict, asked) => {
    const other = broken(verdict, asked, validate);
    differs = other !== verdict && visible(other) !== visible(verdict);
    return differs;
  });
  return !differs;
}

/** A verdict without the trace of a rule that has no effect. */
function visible(verdict: Verdict): Verdict {
  return verdict < 0
    ? -(-verdict & ~(TRAIL["read-implies-exec"] << 8))
    : verdict & ~TRAIL["read-implies-exec"];
}
