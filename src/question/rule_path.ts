/**
 * The way of a call through the rules, read off what the engine answered.
 *
 * @module
 */
import { MAP, MAP_TYPE } from "../abi/map.ts";
import { VM } from "../abi/vm.ts";
import type { DriverCall, Outcome } from "../mm/outcome.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { Rule, RuleScope } from "../policy/rules.ts";
import { hasTrail } from "../policy/verdict.ts";
import type { Address, Operation, Scenario } from "../scenario/types.ts";
import { rulesOfCall } from "./edition_rules.ts";
import type { PolicyAnswer } from "./observe.ts";

/** What became of a rule in one call. */
export type RuleState =
  /** The call got past it without it applying. */
  | "passed"
  /** It applied and the call went on. */
  | "applied"
  /** It decided what the call came to. */
  | "decided"
  /** The call did not get to it. */
  | "not reached";

/** A rule and what became of it. */
export interface RulePlace {
  /** The rule. */
  readonly rule: Rule;
  /** What became of it. */
  readonly state: RuleState;
}

/** One call, as it went. */
export interface Trace {
  /** The scenario that it is in. */
  readonly scenario: Scenario;
  /** The call. */
  readonly operation: Operation;
  /** What it came to. */
  readonly outcome: Outcome;
  /** What the policy answered; left out: it was not asked. */
  readonly policy?: PolicyAnswer;
}

/**
 * The rules that the call can meet, in the kernel's order. Rules for other
 * kinds of requests (such as those for MAP_PRIVATE) are left out.
 */
export function rulePath(trace: Trace, edition: AnyEdition): RulePlace[] {
  const { operation, outcome } = trace;
  const scopes = scopesOf(trace);
  const rules = rulesOfCall(operation.kind, edition).filter((rule) =>
    scopes.has(rule.scope) || rule.id === outcome.reason
  );
  const applied = appliedRules(trace);
  const last = rules.findIndex(({ id }) => id === endOf(outcome));
  const end = last < 0 && outcome.errno === 0 ? rules.length : last;
  return rules.map((rule, place) => ({
    rule,
    state: rule.id === outcome.reason
      ? "decided"
      : applied.has(rule.id)
      ? "applied"
      : place < end && couldMeet(rule.id, trace, edition)
      ? "passed"
      : "not reached",
  }));
}

/** The rule with which the call ended; a copy has gone through all of them. */
function endOf({ reason, backing, errno }: Outcome): string {
  const isCopy = errno === 0 && backing === "copy";
  return isCopy && reason !== "existing-region" ? "copy-only" : reason;
}

function appliedRules({ outcome, policy }: Trace): ReadonlySet<string> {
  const rules = new Set(outcome.restricted);
  if (policy !== undefined && hasTrail(policy.verdict, "read-implies-exec")) {
    rules.add("read-implies-exec");
  }
  return rules;
}

function scopesOf({ operation }: Trace): ReadonlySet<RuleScope> {
  const scopes = new Set<RuleScope>(["any"]);
  if (operation.kind !== "mmap") return scopes;
  const flags = operation.flags.value;
  if (flags & MAP.ANONYMOUS) return scopes.add("anonymous");
  if (operation.file === undefined) return scopes;
  scopes.add("file");
  const type = flags & MAP_TYPE;
  if (type === MAP.SHARED) scopes.add("shared-file");
  if (type === MAP.PRIVATE) scopes.add("private-file");
  return scopes;
}

/** A driver has one of them. */
const MMAPS: readonly Called[] = ["mmap", "mmap_prepare"];

type Called = DriverCall["operation"];

/** Operations of which one has to be called before a rule is looked at. */
const AFTER_CALL: Readonly<Record<string, readonly Called[]>> = {
  "get-unmapped-area-refuses": ["get_unmapped_area"],
  "get-unmapped-area-enosys-shared": ["get_unmapped_area"],
  "get-unmapped-area-enosys": ["get_unmapped_area"],
  "shared-mmap-refuses": MMAPS,
  "shared-mmap-enosys": MMAPS,
  "private-mmap-refuses": MMAPS,
  "private-traced": MMAPS,
  "private-mmap-enosys": MMAPS,
  "private-direct": MMAPS,
  "read-fails": ["read"],
};

/** Rules for mappings that others may share. */
const FOR_SHAREABLE: ReadonlySet<string> = new Set([
  "sharing-violation",
  "existing-region",
  "existing-region-driver-refuses",
  "existing-vma",
]);

/** Rules of `munmap()` for one kind of mapping only. */
const FOR_FILES: ReadonlySet<string> = new Set([
  "munmap-file-inside",
  "munmap-file-end",
]);

function couldMeet(id: string, trace: Trace, edition: AnyEdition): boolean {
  const { operation, outcome, policy } = trace;
  const calls = AFTER_CALL[id];
  if (calls !== undefined) {
    return outcome.calls.some(({ operation }) => calls.includes(operation));
  }
  if (FOR_SHAREABLE.has(id)) {
    const shareable = edition.world === "list"
      ? VM.MAYSHARE
      : edition.shareable;
    return ((policy?.vmFlags ?? 0) & shareable) !== 0;
  }
  return operation.kind !== "munmap" || !FOR_FILES.has(id) ||
    unmapsFile(trace) === true;
}

/** Whether a `munmap()` is about a file mapping, as far as labels say. */
function unmapsFile({ scenario, operation }: Trace): boolean | undefined {
  if (operation.kind !== "munmap") return undefined;
  const address: Address = operation.address;
  if (typeof address !== "object") return undefined;
  const mapped = scenario.steps[address.step]?.operation;
  if (mapped?.kind !== "mmap") return undefined;
  return (mapped.flags.value & MAP.ANONYMOUS) === 0;
}
