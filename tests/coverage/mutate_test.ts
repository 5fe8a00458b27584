import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { checkMutants, mutantSteps } from "../../src/coverage/mutate.ts";
import {
  mutantLegend,
  mutantMatrix,
  mutantSummary,
  survivorLines,
} from "../../src/coverage/mutate_text.ts";
import type { Edition } from "../../src/policy/edition.ts";
import { type AnyEdition, EDITIONS } from "../../src/policy/editions.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { styleFor } from "../../src/report/style.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { shippedTests } from "../explain/scenarios.ts";

/** Mutants that no scenario can notice: no request tells them apart. */
const EQUIVALENT: readonly (readonly [string, (id: AnyEdition) => boolean])[] =
  [
    ["read-implies-exec skipped: equivalent", hasRegions],
    ["read-implies-exec inverted: equivalent", hasRegions],
    [
      "exec-without-capability skipped: equivalent",
      (edition) =>
        hasRegions(edition) && edition.checks.copiesBeyondCapabilities,
    ],
  ];

function hasRegions(edition: AnyEdition): edition is Edition {
  return edition.world === "regions";
}

Deno.test("a scenario notices every broken rule of every kernel", async () => {
  const tests = Map.groupBy(
    (await shippedTests()).filter(({ scenario }) =>
      scenario.cramfsMmu === undefined
    ),
    ({ edition }) => edition.id,
  );
  for (const edition of EDITIONS) {
    const own = tests.get(edition.id)!;
    const results = checkMutants(edition, own);
    const others = results.filter(({ fate }) => fate !== "killed");
    assertEquals(
      others.map(({ rule, breakage, fate }) =>
        `${rule.id} ${breakage}: ${fate}`
      ),
      EQUIVALENT.filter(([, is]) => is(edition)).map(([mutant]) => mutant),
      edition.id,
    );
    assert(results.length > 100);
    const ids = new Set(own.map(({ scenario }) => scenario.id));
    for (const { fate, killer } of results) {
      assertEquals(fate === "killed", killer !== undefined && ids.has(killer));
    }
  }
});

function survivors(expect: string): string[] {
  const { scenarios, errors } = parseScenarios(
    `id: shared
name: A regular file is not shared
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
steps:
  - mmap: { file: data, length: 4KiB, prot: READ, flags: SHARED }
    expect: ${expect}
`,
    "x.yaml",
  );
  assertEquals(errors, []);
  const tests = scenarios.map((scenario) => ({
    scenario,
    edition: LINUX_6_12,
  }));
  return checkMutants(LINUX_6_12, tests)
    .filter(({ rule, fate }) =>
      rule.id === "shared-needs-direct" && fate === "survived"
    ).map(({ breakage }) => breakage);
}

Deno.test("a scenario that asserts little lets mutants live", () => {
  assertEquals(survivors("ENODEV"), []);
  assertEquals(survivors("{ reason: shared-needs-direct }"), ["errno"]);
  assertEquals(survivors("{ messages: [] }"), ["errno"]);
});

Deno.test("the matrix of mutants fits 80 columns", async () => {
  const tests = (await shippedTests("linux-6.12")).slice(0, 5);
  const results = checkMutants(LINUX_6_12, tests);
  const options = { style: styleFor(false), width: 80 };
  const summary = mutantSummary(LINUX_6_12.id, results, options);
  const lines = [
    summary,
    ...survivorLines(results, options),
    ...mutantMatrix(LINUX_6_12, results, options),
    ...mutantLegend(options),
  ];
  assertEquals(lines.filter((line) => line.length > 80), []);
  assert(/^linux-6\.12 +\d+ mutants killed, \d+ survived/.test(summary));
  const text = lines.join("\n");
  assertStringIncludes(text, "\n  survived: map-fixed (skipped, errno)\n");
  assertStringIncludes(text, "✗ map-fixed                          ✗ ✓ ✗");
  assertStringIncludes(text, " = =\n");
  assertStringIncludes(text, "\nCannot be noticed\n  read-implies-exec is sk");
  assertStringIncludes(text.replaceAll("\n    ", " "), "all 1,622,016 file");
});

Deno.test("the search for mutants can be broken off at any moment", () => {
  let decisions = 0;
  const edition: Edition = {
    ...LINUX_6_12,
    validate(...asked) {
      decisions++;
      return LINUX_6_12.validate(...asked);
    },
  };
  const work = mutantSteps(edition, []);
  for (let step = 0; step < 40; step++) {
    decisions = 0;
    assert(!work.next().done);
    assert(decisions < 50_000, `Step ${step} decides ${decisions} times`);
  }
});
