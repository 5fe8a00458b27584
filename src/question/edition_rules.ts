/**
 * Which rules a call can meet, in the order in which the kernel looks at them.
 *
 * @module
 */
import { type AnyEdition, compareReleases } from "../policy/editions.ts";
import type { Checks } from "../policy/checks.ts";
import { findRule, type Rule } from "../policy/rules.ts";
import { DECISION_RULES } from "../policy/rules/decision.ts";
import { LIST_WORLD_RULES } from "../policy/rules/list_world.ts";
import { MAPPING_RULES } from "../policy/rules/mapping.ts";
import type { OperationKind } from "../scenario/types.ts";

/** Rules of the calls other than `mmap()`, by their own order. */
const CALL_RULES: Readonly<Partial<Record<OperationKind, readonly string[]>>> =
  {
    munmap: [
      "munmap-no-exact-match",
      "munmap-any-length",
      "munmap-zero-length",
      "munmap-not-mapped",
      "munmap-file-inside",
      "munmap-file-end",
      "munmap-whole",
      "munmap-outside",
      "munmap-not-page-aligned",
      "munmap-too-many-mappings",
      "munmap-part",
    ],
    mremap: [
      "mremap-zero-length",
      "mremap-not-page-aligned",
      "mremap-fixed",
      "mremap-not-mapped",
      "mremap-shareable",
      "mremap-beyond-region",
      "mremap-no-such-start",
      "mremap-wrong-length",
      "mremap-beyond-slack",
      "mremap-in-place",
    ],
    ftruncate: [
      "bad-file-descriptor",
      "truncate-not-open-for-writing",
      "truncate-append-only",
      "truncate-too-large",
      "truncate-no-memory",
      "truncate-shared-mapping",
      "truncate",
    ],
    write: ["bad-file-descriptor", "not-open-for-writing", "write-fails"],
    close: ["bad-file-descriptor"],
    exit: ["exit"],
    mprotect: ["call-absent"],
    madvise: ["call-absent"],
    mlock: ["call-absent"],
    msync: ["call-absent"],
    mincore: ["call-absent"],
  };

/** Rules of the list world, each behind the rule after which it is met. */
const LIST_WORLD_PLACES: readonly (readonly [id: string, after: string])[] = [
  ["nothing-to-map", "map-type"],
  ["capabilities-never-set", "map-type"],
  ["no-default-bdi-capabilities", "no-mmap-operation"],
  ["shared-needs-memory-backed", "shared-mandatory-lock"],
  ["shared-needs-get-unmapped-area", "shared-needs-memory-backed"],
  ["private-needs-read", "shared-needs-get-unmapped-area"],
  ["security-module-refuses", "exec-without-capability"],
  ["no-memory-for-records", "security-module-refuses"],
  ["existing-vma", "sharing-violation"],
  ["get-unmapped-area-enosys-any", "get-unmapped-area-refuses"],
  ["kmalloc-too-large", "private-direct"],
];

const MMAP_RULES: readonly Rule[] = mmapRules();

function mmapRules(): Rule[] {
  const rules = [...DECISION_RULES, ...MAPPING_RULES];
  for (const [id, after] of LIST_WORLD_PLACES) {
    const place = rules.findIndex((rule) => rule.id === after);
    rules.splice(place + 1, 0, LIST_WORLD_RULES.find((one) => one.id === id)!);
  }
  return rules;
}

type CallsOfEdition = Map<OperationKind, readonly Rule[]>;

const RULES_OF_CALLS = new WeakMap<AnyEdition, CallsOfEdition>();

/** From 3.10 on the security module is asked before the request is looked at. */
const SECURITY_FIRST_RULES: readonly Rule[] = securityFirst(MMAP_RULES);

function securityFirst(rules: readonly Rule[]): Rule[] {
  const asked = rules.find(({ id }) => id === "security-module-refuses")!;
  const others = rules.filter((rule) => rule !== asked);
  const entry = others.findIndex(({ id }) => id === "map-fixed");
  return others.toSpliced(entry, 0, asked);
}

/** The rules of a call, in the order in which a request meets them. */
export function rulesOfCall(
  kind: OperationKind,
  edition: AnyEdition,
): readonly Rule[] {
  let known = RULES_OF_CALLS.get(edition);
  if (known === undefined) RULES_OF_CALLS.set(edition, known = new Map());
  let rules = known.get(kind);
  if (rules === undefined) known.set(kind, rules = findRules(kind, edition));
  return rules;
}

function findRules(kind: OperationKind, edition: AnyEdition): readonly Rule[] {
  const absent = kind === "mremap" && edition.world === "list" &&
    !edition.mremapCall;
  if (absent) return [findRule("call-absent")!];
  const rules = kind === "mmap"
    ? edition.world === "regions" && edition.securityFirst
      ? SECURITY_FIRST_RULES
      : MMAP_RULES
    : (CALL_RULES[kind] ?? []).map((id) => findRule(id)!);
  return rules.filter((rule) => inEdition(rule, edition));
}

/** All rules that decide something in an edition. */
export function rulesOfEdition(edition: AnyEdition): readonly Rule[] {
  const calls = Object.keys(CALL_RULES) as OperationKind[];
  return [
    ...new Set([
      ...rulesOfCall("mmap", edition),
      ...calls.flatMap((kind) => rulesOfCall(kind, edition)),
    ]),
  ];
}

/** Rules that an edition has if its checks say so, whatever the release. */
const BY_CHECKS: Readonly<Record<string, (checks: Checks) => boolean>> = {
  "address-hint": ({ refusesHint }) => refusesHint,
  "shared-mandatory-lock": ({ mandatoryLocks }) => mandatoryLocks,
};

function inEdition(rule: Rule, edition: AnyEdition): boolean {
  const byChecks = BY_CHECKS[rule.id];
  if (edition.world === "regions" && byChecks !== undefined) {
    return byChecks(edition.checks);
  }
  const { since, until } = rule;
  const [first, last] = edition.releases.map(policyRelease) as [string, string];
  return (since === undefined || compareReleases(last, since) >= 0) &&
    (until === undefined || compareReleases(first, until) <= 0);
}

/** The patch that brought capabilities to 2.6.11 has the rules of 2.6.12. */
function policyRelease(release: string): string {
  return release.endsWith("-bdi") ? "2.6.12" : release;
}
