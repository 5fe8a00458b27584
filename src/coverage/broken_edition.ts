/**
 * An edition with one rule of its validation broken.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { MAP, MAP_TYPE } from "../abi/map.ts";
import type { Edition } from "../policy/edition.ts";
import type { Rule } from "../policy/rules.ts";
import {
  refusal,
  refusingRule,
  TRAIL,
  type TrailRule,
  type Verdict,
  verdictErrno,
} from "../policy/verdict.ts";
import { ruleId, ruleNumber } from "../policy/rules.ts";
import { rulesOfCall } from "../question/edition_rules.ts";
import { CAPABILITY } from "../abi/capabilities.ts";
import { type Asked, DISARMINGS } from "./disarm.ts";
import { applierOf } from "./exhaustive.ts";
import type { Mutant } from "./mutant.ts";

/** The errno that a rule answers in place of its own. */
export function wrongErrno(errno: number): number {
  return errno === ERRNO.EIO ? ERRNO.ENXIO : ERRNO.EIO;
}

/** Whether a rule is one of the validation, which can be broken exactly. */
export function isDecisionRule({ id }: Rule): boolean {
  return Object.hasOwn(DISARMINGS, id);
}

/** The edition with one rule of its validation broken. */
export function breakEdition(edition: Edition, mutant: Mutant): Edition {
  const broken = breakVerdict(edition, mutant);
  return {
    ...edition,
    validate(request, file, caller, arch) {
      const asked: Asked = { request, file, caller };
      const verdict = edition.validate(request, file, caller, arch);
      return broken(
        verdict,
        asked,
        (shown) =>
          edition.validate(shown.request, shown.file, shown.caller, arch),
      );
    },
  };
}

/** Answers as the edition does. */
export type Validate = (asked: Asked) => Verdict;
/** What a broken rule makes of a verdict. */
export type Breaking = (
  verdict: Verdict,
  asked: Asked,
  validate: Validate,
) => Verdict;

/** How a rule of the validation that is broken changes verdicts. */
export function breakVerdict(
  edition: Edition,
  { rule, breakage }: Mutant,
): Breaking {
  const { off, on, lent = 0 } = DISARMINGS[rule.id]!;
  const skip: Breaking = (_verdict, asked, validate) => {
    const shown = validate(off(asked));
    return withoutTrail(shown < 0 ? shown : shown & ~lent, rule.id);
  };
  const applies = applierOf(rule.id);
  switch (breakage) {
    case "skipped":
      return (verdict, asked, validate) =>
        applies(verdict) ? skip(verdict, asked, validate) : verdict;
    case "inverted": {
      const gotPast = passer(edition, rule);
      return (verdict, asked, validate) => {
        if (applies(verdict)) return skip(verdict, asked, validate);
        if (!gotPast(verdict, asked)) return verdict;
        if (rule.effect === "refuse") return refusal(rule.id, "EINVAL");
        if (on !== undefined) return validate(on(asked));
        return restrict(verdict, rule.id as TrailRule);
      };
    }
    default:
      return (verdict) => {
        if (verdict >= 0 || refusingRule(verdict) !== ruleNumber(rule.id)) {
          return verdict;
        }
        const errno = verdictErrno(verdict);
        return verdict + errno - wrongErrno(errno);
      };
  }
}

/** What cannot be kept from applying has no effect: its trace goes. */
function withoutTrail(verdict: Verdict, rule: string): Verdict {
  if (!Object.hasOwn(TRAIL, rule)) return verdict;
  const bit = TRAIL[rule as TrailRule];
  return verdict < 0 ? -(-verdict & ~(bit << 8)) : verdict & ~bit;
}

/** Takes DIRECT away from what is granted. */
function restrict(verdict: Verdict, rule: TrailRule): Verdict {
  return verdict < 0 ? verdict : verdict & ~CAPABILITY.DIRECT | TRAIL[rule];
}

/** Whether a request got past a rule. */
function passer(
  edition: Edition,
  rule: Rule,
): (verdict: Verdict, asked: Asked) => boolean {
  const places = new Map(
    rulesOfCall("mmap", edition).map(({ id }, place) => [id, place]),
  );
  const own = places.get(rule.id)!;
  return (verdict, { request, file }) =>
    inScope(rule, request.flags, file !== null) &&
    (verdict >= 0 || (places.get(ruleId(refusingRule(verdict))) ?? 0) > own);
}

function inScope({ scope }: Rule, flags: number, hasFile: boolean): boolean {
  if (scope === "any") return true;
  if (scope === "anonymous") return !hasFile;
  if (!hasFile || scope === "file") return hasFile;
  const wanted = scope === "shared-file" ? MAP.SHARED : MAP.PRIVATE;
  return (flags & MAP_TYPE) === wanted;
}
