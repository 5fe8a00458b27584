import { assert, assertEquals } from "@std/assert";
import { POLICY_CHANGES } from "../../src/docs/main.ts";
import {
  boundaries,
  policyChangesPage,
} from "../../src/docs/policy_changes_page.ts";
import { EDITIONS, findEdition } from "../../src/policy/editions.ts";
import { scenarioFailureText } from "../../src/report/failure.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { isFailure } from "../../src/scenario/run/result.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { ROWS } from "./change_rows.ts";

const all = boundaries();

for (const { number, since, effects } of ROWS) {
  Deno.test(`change ${number} shows in ${since}`, () => {
    const { found, after } = all.find(({ after: { id } }) => id === since)!;
    const { findings, silent } = found;
    const own = findings.filter((finding) =>
      finding.number === number && finding.since === after.releases[0]
    );
    if (effects.length === 0) {
      assert(silent.some((change) => change.number === number));
      return;
    }
    const seen = own.flatMap(({ effects }) => effects);
    for (const [from, to] of effects) {
      assert(
        seen.some((effect) => effect.from === from && effect.to === to),
        `${from} -> ${to} is not among\n${
          seen.map((effect) => `${effect.from} -> ${effect.to}`).join("\n")
        }`,
      );
    }
  });
}

for (const { before, after, found } of all) {
  const pair = `${before.id} and ${after.id}`;

  Deno.test(`every difference of ${pair} has a change that is described`, () => {
    const { findings, silent } = found;
    const sentences = after.changes.map(({ sentence }) => sentence);
    for (const { since, sentence, inputs, effects } of findings) {
      assertEquals(since, after.releases[0]);
      assert(sentences.includes(sentence), sentence);
      assert(inputs > 0 && effects.length > 0);
    }
    assertEquals(
      new Set([...findings, ...silent].map(({ sentence }) => sentence)),
      new Set(sentences),
    );
    assert(sentences.length > 0, "Two editions differ in nothing");
  });

  Deno.test(`the examples of ${pair} pass as they are printed`, () => {
    for (const { example } of found.findings) {
      const { scenarios, errors } = parseScenarios(
        example,
        "example.yaml",
        ENGINE_NAMES,
      );
      assertEquals(errors.map(({ message }) => message), [], example);
      assertEquals(scenarios[0]!.kernels, [before.id, after.id]);
      for (const kernel of scenarios[0]!.kernels) {
        const result = runScenario(scenarios[0]!, findEdition(kernel)!);
        assertEquals(isFailure(result), false, scenarioFailureText(result));
      }
    }
  });
}

Deno.test("every change says whom it concerns and where it is in the kernel", () => {
  for (const { id, changes } of EDITIONS) {
    for (const { sentence, affects, source } of changes) {
      assert(affects !== undefined && affects.length > 0, `${id}: ${sentence}`);
      assert(source !== undefined && source !== "", `${id}: ${sentence}`);
    }
  }
});

/** Comparisons that tell apart nothing, for a reason. */
const SILENT: ReadonlySet<string> = new Set(["linux-2.6.12", "linux-6.17"]);

Deno.test("editions that follow each other differ in some input", () => {
  const alike = all.filter(({ found }) => found.differing === 0);
  assertEquals(new Set(alike.map(({ after: { id } }) => id)), SILENT);
});

Deno.test(`${POLICY_CHANGES} is not stale`, async () => {
  const url = new URL(`../../${POLICY_CHANGES}`, import.meta.url);
  const kept = await Deno.readTextFile(url);
  assertEquals(kept, policyChangesPage(all), "run 'deno task docs'");
});
