import { assert, assertEquals } from "@std/assert";
import { after } from "../../src/policy/derive.ts";
import { LINUX_7_1 } from "../../src/policy/editions/linux_7.ts";
import type { AnyEdition } from "../../src/policy/editions.ts";
import { EDITIONS, findEdition } from "../../src/policy/editions.ts";
import {
  rulesOfCall,
  rulesOfEdition,
} from "../../src/question/edition_rules.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { shippedTests } from "../explain/scenarios.ts";

Deno.test("rulesOfCall() has each rule once", () => {
  for (const edition of EDITIONS) {
    const ids = rulesOfEdition(edition).map(({ id }) => id);
    assertEquals(ids.length, new Set(ids).size, edition.id);
    assert(ids.includes("map-fixed") && ids.includes("exit"), edition.id);
  }
});

Deno.test("rulesOfCall() knows which kernel has a rule", () => {
  const has = (kernel: string, rule: string): boolean =>
    rulesOfCall("mmap", findEdition(kernel)!).some(({ id }) => id === rule);
  assertEquals(has("linux-6.12", "read-not-supported"), true);
  assertEquals(has("linux-4.14", "read-not-supported"), false);
  assertEquals(has("linux-6.12", "address-hint"), false);
  assertEquals(has("linux-2.6.30", "address-hint"), true);
  assertEquals(has("linux-6.12", "existing-vma"), false);
  assertEquals(has("linux-2.6.20", "existing-vma"), true);
  assertEquals(has("linux-2.6.20", "existing-region"), false);
});

Deno.test("rulesOfCall() has every rule that decides a shipped step", async () => {
  const missing = new Set<string>();
  for (const { scenario, edition } of await shippedTests()) {
    for (const { number, outcome } of runScenario(scenario, edition).steps) {
      if (outcome === null || ["", "done"].includes(outcome.reason)) continue;
      const { kind } =
        (scenario.table?.cells[number] ?? scenario.steps[number]!).operation;
      const known = rulesOfCall(kind, edition).some(({ id }) =>
        id === outcome.reason
      );
      if (!known) missing.add(`${kind} ${outcome.reason} ${edition.id}`);
    }
  }
  assertEquals([...missing], []);
});

Deno.test("rulesOfCall() has the rule of a check that comes back", () => {
  const again = after(LINUX_7_1, {
    id: "linux-9.9",
    releases: ["9.9", "9.9"],
    changes: [],
    checks: { refusesHint: true },
  });
  const has = (edition: AnyEdition): boolean =>
    rulesOfCall("mmap", edition).some(({ id }) => id === "address-hint");
  assertEquals([has(LINUX_7_1), has(again)], [false, true]);
});
