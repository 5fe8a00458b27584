/**
 * Which rules a call can meet, in the order in which the kernel looks at them.
 *
 * @module
 */
import type { Edition } from "../policy/edition.ts";
import { type Rule, RULES } from "../policy/rules.ts";
import { DECISION_RULES } from "../policy/rules/decision.ts";
import { MAPPING_RULES } from "../policy/rules/mapping.ts";
import { SYSTEM_CALL_RULES } from "../policy/rules/system_calls.ts";
import { compareReleases, releaseOf } from "../scenario/kernel_range.ts";
import type { OperationKind } from "../scenario/types.ts";

/** Rules of the calls other than `mmap()`, by their own order. */
const CALL_RULES: Readonly<Partial<Record<OperationKind, readonly string[]>>> =
  {
    munmap: [
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

const MMAP_RULES = [...DECISION_RULES, ...MAPPING_RULES];

/** Rules that are no decision of the kernel. */
const NOT_A_DECISION: ReadonlySet<string> = new Set(["done"]);

const BY_ID = new Map(RULES.map((rule) => [rule.id, rule]));

/** The rules of a call, in the order in which a request meets them. */
export function rulesOfCall(
  kind: OperationKind,
  edition: Edition,
): readonly Rule[] {
  const rules = kind === "mmap"
    ? MMAP_RULES
    : (CALL_RULES[kind] ?? []).map((id) => BY_ID.get(id)!);
  return rules.filter((rule) => inEdition(rule, edition));
}

/** All rules that decide something in an edition. */
export function rulesOfEdition(edition: Edition): readonly Rule[] {
  return [...MMAP_RULES, ...SYSTEM_CALL_RULES].filter((rule) =>
    !NOT_A_DECISION.has(rule.id) && inEdition(rule, edition)
  );
}

function inEdition({ since, until }: Rule, { releases }: Edition): boolean {
  const [first, last] = releases.map((release) => releaseOf(release) ?? []);
  return (since === undefined ||
    compareReleases(last!, releaseOf(since) ?? []) >= 0) &&
    (until === undefined ||
      compareReleases(first!, releaseOf(until) ?? []) <= 0);
}
