import { assertEquals } from "@std/assert";
import { readJsonLines } from "../../../src/conform/lines.ts";
import type { Edition } from "../../../src/policy/edition.ts";
import { compileTest } from "../../../src/referee/judge/compile.ts";
import { versionOf } from "../../../src/referee/judge/run_tests.ts";
import { isMmuTest } from "../../../src/referee/judge_mmu/ask.ts";
import { compileMmuTest } from "../../../src/referee/judge_mmu/compile.ts";
import {
  KERNEL_VERSIONS,
  MMU_VERSION,
} from "../../../src/referee/host/needs.ts";
import {
  mmuPlanHash,
  planHash,
} from "../../../src/referee/recording/plan_hash.ts";
import { selectTests } from "../../../src/scenario/run/select.ts";
import { shippedScenarios } from "../../shipped.ts";

const ROOT = new URL("../../../", import.meta.url);

/** Hash of the plan of each scenario that a recording has. */
async function recordedPlans(recording: string): Promise<Map<string, string>> {
  const name = `kernel/recordings/${recording}.jsonl.gz`;
  const file = await Deno.open(new URL(name, ROOT));
  const plans = new Map<string, string>();
  for await (const { value } of readJsonLines(file.readable, name)) {
    if ("plan" in value) {
      plans.set(String(value["scenario"]), String(value["plan"]));
    }
  }
  return plans;
}

for (const version of KERNEL_VERSIONS) {
  Deno.test(`Linux ${version} has answered every scenario, or there is a reason`, async () => {
    const plans = await recordedPlans(`scenarios-${version}`);
    const tests = selectTests(await shippedScenarios()).filter(({ edition }) =>
      versionOf(edition.id) === version
    ).filter((test) => !isMmuTest(test));
    const missing = tests.flatMap(({ scenario, edition }) => {
      const { cases, unobservable } = compileTest(
        scenario,
        edition as Edition,
        "sparse",
      );
      if (cases.length === 0) {
        return unobservable.length > 0 ? [] : [`${scenario.id}: no reason`];
      }
      return plans.get(scenario.id) === planHash(cases) ? [] : [scenario.id];
    });
    assertEquals(
      missing,
      [],
      "Run 'deno task kernel record', which asks for what is missing",
    );
  });
}

Deno.test("the kernel with an MMU has answered every scenario of it", async () => {
  const plans = await recordedPlans(`mmu-${MMU_VERSION}`);
  const tests = selectTests(await shippedScenarios()).filter(isMmuTest);
  const missing = tests.filter(({ scenario, edition }) => {
    const test = compileMmuTest(scenario, edition as Edition);
    return plans.get(scenario.id) !== mmuPlanHash(test);
  });
  assertEquals(
    missing.map(({ scenario }) => scenario.id),
    [],
    "Run 'deno task kernel record'",
  );
  assertEquals(plans.size, tests.length);
});
