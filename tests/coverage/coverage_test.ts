import { assert, assertEquals } from "@std/assert";
import { Coverage, waysOf } from "../../src/coverage/coverage.ts";
import {
  type EditionGaps,
  findGaps,
  percentOf,
} from "../../src/coverage/gaps.ts";
import {
  coverageSummary,
  gapText,
  ruleLines,
} from "../../src/coverage/text.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { findRule } from "../../src/policy/rules.ts";
import { styleFor } from "../../src/report/style.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { shippedTests } from "../explain/scenarios.ts";

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

Deno.test("findGaps() closes every gap with a scenario that passes", () => {
  const found = smallGaps();
  assert(found.gaps.length > 100);
  const closing = new Coverage();
  for (const gap of found.gaps) {
    const text = gapText(gap, LINUX_6_12);
    const { scenarios, errors } = parseScenarios(text, "gap.yaml");
    assertEquals(errors.map(({ message }) => message), [], text);
    const test = { scenario: scenarios[0]!, edition: LINUX_6_12 };
    const { status } = runScenario(test.scenario, LINUX_6_12);
    assertEquals(status, "passed", text);
    closing.run(test);
    const { rules } = closing.editions()[0]!;
    assert(rules.get(gap.rule)![gap.way].size > 0, `${gap.way}:\n${text}`);
  }
  assert(percentOf(found) < 20);
});

Deno.test("findGaps() proves that a rule cannot apply", () => {
  const { unreachable } = smallGaps();
  const proved = unreachable.find(({ rule }) =>
    rule.id === "exec-without-capability"
  );
  assertEquals([proved?.way, proved?.proof], ["taken", 3_244_032]);
});

Deno.test("the text of coverage fits 80 columns", () => {
  const options = { style: styleFor(false), width: 80 };
  const lines = ruleLines(SMALL, options);
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

Deno.test("the shipped scenarios cover every rule of Linux 6.12 that can be reached", async () => {
  const coverage = new Coverage();
  for (const test of await shippedTests("linux-6.12")) coverage.run(test);
  const { gaps, unreachable } = findGaps(coverage.editions()[0]!);
  assertEquals(gaps.map(({ rule, way }) => `${rule.id} ${way}`), []);
  assertEquals(unreachable.map(({ rule, way }) => `${rule.id} ${way}`), [
    "exec-without-capability taken",
  ]);
});
