/**
 * The way of a call through the rules, told from its outcome: which rules it
 * met in order, which of them changed something, and which one decided.
 *
 * @module
 */
import { MAP, MAP_TYPE } from "../abi/map.ts";
import type { Outcome } from "../mm/outcome.ts";
import { compareReleases, findEdition } from "../policy/editions.ts";
import { findRule, type Rule, RULES, type RuleScope } from "../policy/rules.ts";
import { DECISION_RULES } from "../policy/rules/decision.ts";
import { MAPPING_RULES } from "../policy/rules/mapping.ts";
import type { Operation } from "../scenario/types/step.ts";

/** What a rule had to say to a call. */
export type PathRole =
  /** It did not apply. */
  | "passed"
  /** It changed something, and the call went on. */
  | "changed"
  /** It is why the call ended as it did. */
  | "decided";

/** A rule on the way of a call. */
export interface PathRule {
  /** The rule. */
  readonly rule: Rule;
  /** What it had to say. */
  readonly role: PathRole;
}

/** The calls whose way can be told, and what it depends on. */
export type PathCall =
  | Pick<Extract<Operation, { kind: "mmap" }>, "kind" | "flags">
  | { readonly kind: Exclude<Operation["kind"], "mmap"> };

/** What of an outcome says which way the call went. */
export type PathOutcome = Pick<Outcome, "reason" | "restricted">;

/**
 * The rules that a call met, in order, up to the one that decided.
 *
 * @param call The call.
 * @param outcome What it came to.
 * @param kernel The edition; rules that it does not have are left out.
 */
export function decisionPath(
  call: PathCall,
  outcome: PathOutcome,
  kernel: string,
): PathRule[] {
  const decided = findRule(outcome.reason);
  const changed = new Set(outcome.restricted);
  const release = findEdition(kernel)?.releases[1];
  const path: PathRule[] = [];
  for (const rule of candidates(call)) {
    const isDecision = rule === decided;
    if (isDecision || changed.has(rule.id)) {
      path.push({ rule, role: isDecision ? "decided" : "changed" });
    } else if (isInForce(rule, release)) path.push({ rule, role: "passed" });
    // A rule that took DIRECT away is why there is a copy, but the call went on.
    if (isDecision && (rule.effect === "refuse" || rule.effect === "grant")) {
      return path;
    }
  }
  if (decided !== undefined && !path.some(({ rule }) => rule === decided)) {
    path.push({ rule: decided, role: "decided" });
  }
  return path;
}

function isInForce({ since, until }: Rule, release?: string): boolean {
  if (release === undefined) return true;
  return (since === undefined || compareReleases(since, release) <= 0) &&
    (until === undefined || compareReleases(release, until) <= 0);
}

/** Rules that end a call, in the system calls that have only a few. */
const PREFIXES: Readonly<Partial<Record<Operation["kind"], string>>> = {
  munmap: "munmap-",
  mremap: "mremap-",
  ftruncate: "truncate",
};

function candidates(call: PathCall): readonly Rule[] {
  if (call.kind !== "mmap") {
    const prefix = PREFIXES[call.kind];
    return prefix === undefined
      ? []
      : RULES.filter(({ id }) => id.startsWith(prefix));
  }
  const scopes = scopesOf(call.flags.value);
  return [...DECISION_RULES, ...MAPPING_RULES].filter(({ scope }) =>
    scopes.includes(scope)
  );
}

function scopesOf(flags: number): readonly RuleScope[] {
  if (flags & MAP.ANONYMOUS) return ["any", "anonymous"];
  return (flags & MAP_TYPE) === MAP.PRIVATE
    ? ["any", "file", "private-file"]
    : ["any", "file", "shared-file"];
}
