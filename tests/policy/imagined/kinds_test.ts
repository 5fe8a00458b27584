/** Kinds of differences that a new edition may have, each in one place. */
import { assertEquals } from "@std/assert";
import { compareEditions } from "../../../src/diff/comparison.ts";
import { findingsOf } from "../../../src/diff/findings.ts";
import { MAP } from "../../../src/abi/map.ts";
import { VM } from "../../../src/abi/vm.ts";
import { after, type OwnParts } from "../../../src/policy/derive.ts";
import { LINUX_7_1 } from "../../../src/policy/editions/linux_7.ts";
import { ruleNumber } from "../../../src/policy/rules.ts";
import {
  refusal,
  refusingRule,
  type Verdict,
} from "../../../src/policy/verdict.ts";

const NEEDS_COPY = ruleNumber("private-needs-copy");

/** Another errno where a rule refuses; its trail stays. */
function withErrno(verdict: Verdict): Verdict {
  if (verdict >= 0 || refusingRule(verdict) !== NEEDS_COPY) return verdict;
  const trail = verdict - refusal("private-needs-copy", "ENODEV");
  return refusal("private-needs-copy", "EPERM") + trail;
}

const KINDS: readonly {
  readonly sentence: string;
  readonly parts: Omit<OwnParts, "id" | "releases" | "changes">;
  readonly effect: readonly [from: string, to: string];
}[] = [
  {
    sentence: "MAP_LOCKED sets VM_SYNC, too.",
    parts: {
      vmFlags: (input) =>
        LINUX_7_1.vmFlags(input) |
        (input.flags & MAP.LOCKED ? VM.SYNC : 0),
    },
    effect: ["vm_flags with no flag", "vm_flags with SYNC"],
  },
  {
    sentence: "A private mapping without COPY is EPERM.",
    parts: {
      validate: (request, file, caller, arch) =>
        withErrno(LINUX_7_1.validate(request, file, caller, arch)),
    },
    effect: ["ENODEV (private-needs-copy)", "EPERM (private-needs-copy)"],
  },
  {
    sentence: "Hints are refused again.",
    parts: { checks: { refusesHint: true } },
    effect: ["anonymous (anonymous)", "EINVAL (address-hint)"],
  },
  {
    sentence: "Memory is asked for as a block of its order again.",
    parts: { allocatesExactly: false },
    effect: [
      "stops (anonymous), copy-larger-than-memory",
      "ENOMEM (allocation-too-large)",
    ],
  },
];

for (const { sentence, parts, effect } of KINDS) {
  Deno.test(`an imagined kernel: ${sentence}`, () => {
    const edition = after(LINUX_7_1, {
      ...parts,
      id: "linux-7.3",
      releases: ["7.3", "7.3"],
      changes: [{
        sentence,
        parts: Object.entries(parts).flatMap(([name, part]) =>
          name === "checks"
            ? Object.keys(part as object).map((key) => `checks.${key}`)
            : [name]
        ),
      }],
    });
    const editions = [LINUX_7_1, edition];
    const { findings } = findingsOf(compareEditions(editions), editions);
    assertEquals(findings.map((finding) => finding.sentence), [sentence]);
    const told = findings[0]!.effects.map(({ from, to }) => `${from} -> ${to}`);
    assertEquals(
      told.includes(effect.join(" -> ")),
      true,
      told.slice(0, 9).join("\n"),
    );
  });
}
