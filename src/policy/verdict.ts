/**
 * The answer of the validation in one small integer, so that a decision
 * allocates nothing.
 *
 * Negative: refused, with the errno in the low 8 bits of its absolute value and
 * the rule's number in the next 8. Otherwise: granted, with the remaining
 * capabilities in the low 8 bits. Above that there is one {@linkcode TRAIL} bit
 * for every rule that changed something on the way, 8 bits higher in a refusal.
 *
 * @module
 */
import { ERRNO, type ErrnoName } from "../abi/errno.ts";
import { ruleNumber } from "./rules.ts";

/** An answer of `validate()`. */
export type Verdict = number;

/** Rules that change capabilities without ending the request. */
export const TRAIL = {
  "default-copy": 0x100,
  "default-direct": 0x200,
  "no-get-unmapped-area": 0x400,
  "no-read-operation": 0x800,
  "private-writable": 0x1000,
  "private-prot-beyond-capabilities": 0x2000,
  "read-implies-exec": 0x4000,
  "exec-without-capability": 0x8000,
} as const;

/** A rule that leaves a bit in the verdict. */
export type TrailRule = keyof typeof TRAIL;

const TRAIL_RULES = Object.keys(TRAIL) as readonly TrailRule[];

/** The verdict of a rule that refuses, where nothing changed on the way. */
export function refusal(rule: string, errno: ErrnoName): Verdict {
  return -((ruleNumber(rule) << 8) | ERRNO[errno]);
}

/** A refusal that keeps the trail of the verdict so far. */
export function refuse(refusal: Verdict, soFar: Verdict): Verdict {
  return refusal - ((soFar & ~0xff) << 8);
}

/** Errno of a verdict, 0 if it is granted. */
export function verdictErrno(verdict: Verdict): number {
  return verdict < 0 ? -verdict & 0xff : 0;
}

/** Number of the rule that refused. */
export function refusingRule(verdict: Verdict): number {
  return (-verdict >> 8) & 0xff;
}

/** What is left of the capabilities after the validation. */
export function grantedCapabilities(verdict: Verdict): number {
  return verdict & 0xff;
}

/** Whether the rule changed something on the way to this verdict. */
export function hasTrail(verdict: Verdict, rule: TrailRule): boolean {
  const trail = verdict < 0 ? -verdict >> 8 : verdict;
  return (trail & TRAIL[rule]) !== 0;
}

/** The rules that took something from the capabilities, in order. */
export function restrictionsOf(verdict: Verdict): TrailRule[] {
  return TRAIL_RULES.filter((rule) =>
    rule !== "read-implies-exec" && hasTrail(verdict, rule)
  );
}
