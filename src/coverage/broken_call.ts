/**
 * A call with one rule broken, for rules that depend on more than the request:
 * the call answers something else than the kernel did.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import type { Outcome } from "../mm/outcome.ts";
import type { RuleState } from "../question/rule_path.ts";
import { wrongErrno } from "./broken_edition.ts";
import type { Mutant } from "./mutant.ts";

/**
 * What the call then comes to. A refusal that is skipped is a success without a
 * mapping; what else is skipped lets the driver's ENOSYS through, and does no
 * harm.
 */
export function breakOutcome(
  outcome: Outcome,
  state: RuleState | undefined,
  { rule, breakage }: Mutant,
): Outcome {
  const taken = state === "decided" || state === "applied";
  const refused = outcome.errno !== 0;
  switch (breakage) {
    case "errno":
      return taken && refused
        ? { ...outcome, errno: wrongErrno(outcome.errno) }
        : outcome;
    case "refused":
      return state === "decided"
        ? refuse(outcome, wrongErrno(outcome.errno), "")
        : outcome;
    case "skipped":
      return taken ? skip(outcome, rule.effect === "refuse") : outcome;
    case "inverted":
      if (taken) return skip(outcome, rule.effect === "refuse");
      if (state !== "passed") return outcome;
      return rule.effect === "refuse"
        ? refuse(outcome, ERRNO.EINVAL, rule.id)
        : copied(outcome, rule.id);
  }
}

function skip(outcome: Outcome, refuses: boolean): Outcome {
  return refuses
    ? { ...outcome, errno: 0, reason: "", messages: [] }
    : { ...refuse(outcome, ERRNO.ENOSYS, ""), hazards: [] };
}

function refuse(outcome: Outcome, errno: number, reason: string): Outcome {
  return { ...outcome, errno, reason, value: 0, vma: null, backing: null };
}

/** A direct mapping that is a copy instead. */
function copied(outcome: Outcome, reason: string): Outcome {
  const { vma } = outcome;
  if (vma === null || outcome.backing !== "direct") return outcome;
  const copy = { ...vma, flags: vma.flags | VM.MAPPED_COPY };
  return { ...outcome, vma: copy, backing: "copy", reason };
}
