import { assert, assertEquals } from "@std/assert";
import { Coverage, waysOf } from "../../src/coverage/coverage.ts";
import {
  type EditionGaps,
  findGaps,
  percentOf,
} from "../../src/coverage/gaps.ts";
import {
  coverageSummary,
  ruleLines,
  unreachableLines,
} from "../../src/coverage/text.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { findRule } from "../../src/policy/rules.ts";
import { styleFor } from "../../src/report/style.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";

const { scenarios } = parseScenarios(
  `id: shared
name: A regular file is not shared
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
steps:
  - mmap: { file: data, length: 4KiB, prot: READ, flags: SHARED }
    expect: ENODEV
`,
  "x.yaml",
);

function small(): Coverage {
  const coverage = new Coverage();
  for (const scenario of scenarios) {
    coverage.run({ scenario, edition: LINUX_6_12 });
  }
  return coverage;
}

const SMALL = small().editions()[0]!;
let found: EditionGaps | undefined;

/** The gaps of the small scenario, looked for once. */
function smallGaps(): EditionGaps {
  return found ??= findGaps(SMALL);
}

function hits(coverage: Coverage, id: string): [number, number] {
  const [{ rules }] = coverage.editions() as [
    ReturnType<Coverage["editions"]>[number],
  ];
  const { taken, passed } = rules.get(findRule(id)!)!;
  return [taken.size, passed.size];
}

Deno.test("Coverage counts scenarios that take a rule or get past it", () => {
  const coverage = small();
  assertEquals(hits(coverage, "map-fixed"), [0, 1]);
  assertEquals(hits(coverage, "default-copy"), [1, 0]);
  assertEquals(hits(coverage, "shared-needs-direct"), [1, 0]);
  assertEquals(hits(coverage, "shared-needs-read-capability"), [0, 0]);
  assertEquals(hits(coverage, "private-needs-copy"), [0, 0]);
  assertEquals(hits(coverage, "munmap-whole"), [0, 0]);
});

Deno.test("Coverage answers the result of a run", () => {
  const result = new Coverage().run({
    scenario: scenarios[0]!,
    edition: LINUX_6_12,
  });
  assertEquals(result.status, "passed");
});

Deno.test("waysOf() wants no way past what grants", () => {
  assertEquals(waysOf(findRule("shared-direct")!), ["taken"]);
  assertEquals(waysOf(findRule("map-fixed")!), ["taken", "passed"]);
});

Deno.test("findGaps() proves that a rule cannot apply", () => {
  const { unreachable } = smallGaps();
  const proved = unreachable.find(({ rule }) =>
    rule.id === "exec-without-capability"
  );
  assertEquals([proved?.way, proved?.proof], [
    "taken",
    { kind: "exhaustive", requests: 1_622_016 },
  ]);
  const text = { style: styleFor(false), width: 80 };
  assertEquals(unreachableLines(unreachable, text), [
    "",
    "Not reachable",
    "  exec-without-capability, taken: proved: it applies to none of all 1,622,016",
    "    file mappings that the rules can tell apart",
  ]);
});

Deno.test("the text of coverage fits 80 columns", () => {
  const options = { style: styleFor(false), width: 80 };
  const lines = ruleLines(SMALL, smallGaps(), options);
  assertEquals(lines.filter((line) => line.length > 80), []);
  assert(
    lines.includes(
      "✗ shared-needs-direct                    1      0  shared",
    ),
  );
  const gaps = smallGaps();
  const rules = new Set(gaps.gaps.map(({ rule }) => rule)).size;
  assertEquals(
    coverageSummary(SMALL, gaps, options).split(/ {2,}/),
    [
      "linux-6.12",
      `${percentOf(gaps)}%`,
      `${gaps.covered} of ${gaps.ways} ways, gaps in ${rules} rules`,
    ],
  );
});
