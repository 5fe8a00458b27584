import { assertEquals, assertThrows } from "@std/assert";
import {
  compareEditions,
  editionsBetween,
} from "../../../src/diff/comparison.ts";
import { findingsOf } from "../../../src/diff/findings.ts";
import { LINUX_7_1 } from "../../../src/policy/editions/linux_7.ts";
import {
  addEdition,
  EDITIONS,
  findEdition,
} from "../../../src/policy/editions.ts";
import { defineRule, findRule } from "../../../src/policy/rules.ts";
import { ENGINE_NAMES } from "../../../src/scenario/known_names.ts";
import { parseScenarios } from "../../../src/scenario/parse.ts";
import { runScenario } from "../../../src/scenario/run/run.ts";
import { LINUX_7_2 } from "./linux_7_2.ts";

addEdition(LINUX_7_2);

const SCENARIO = `
id: writable-code
name: Code that can be written is refused since an imagined 7.2
source: tests/policy/imagined/linux_7_2.ts
kernel: ">=7.1"
steps:
  - mmap: { length: 4KiB, prot: READ|WRITE|EXEC, flags: PRIVATE|ANONYMOUS }
    expect:
      linux-7.1: anonymous
      linux-7.2: { errno: EACCES, reason: write-and-exec }
  - mmap: { length: 4KiB, prot: READ|EXEC, flags: PRIVATE|ANONYMOUS }
    expect: anonymous
`;

Deno.test("an edition of one file runs scenarios with a rule of its own", () => {
  const { scenarios, errors } = parseScenarios(
    SCENARIO,
    "imagined.yaml",
    ENGINE_NAMES,
  );
  assertEquals(errors, []);
  assertEquals(scenarios[0]!.kernels, ["linux-7.1", "linux-7.2"]);
  for (const kernel of scenarios[0]!.kernels) {
    const result = runScenario(scenarios[0]!, findEdition(kernel)!);
    assertEquals(result.status, "passed", kernel);
  }
});

Deno.test("a release of an added edition finds it", () => {
  assertEquals(findEdition("linux-7.2.1")?.id, "linux-7.2");
  assertEquals(EDITIONS.at(-1), LINUX_7_2);
  assertEquals(findRule("write-and-exec")?.since, "7.2");
});

Deno.test("the difference to the edition before has one cause, the new rule", () => {
  const editions = editionsBetween(LINUX_7_1, LINUX_7_2);
  const { findings } = findingsOf(compareEditions(editions), editions);
  assertEquals(findings.map(({ since, sentence }) => [since, sentence]), [
    ["7.2", "Memory that can be written and executed is EACCES."],
  ]);
  assertEquals(findings[0]!.rules.includes("write-and-exec"), true);
  assertEquals(
    findings[0]!.effects.every(({ to }) => to === "EACCES (write-and-exec)"),
    true,
  );
});

Deno.test("an edition or a rule cannot be added twice", () => {
  assertThrows(
    () => addEdition(LINUX_7_2),
    RangeError,
    "Edition 'linux-7.2' is there already",
  );
  assertThrows(
    () => defineRule(findRule("map-fixed")!),
    RangeError,
    "Rule 'map-fixed' is there already",
  );
});
