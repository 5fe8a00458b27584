import { assert, assertEquals } from "@std/assert";
import type { Boundary } from "../../src/docs/policy_changes_page.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { scenarioFailureText } from "../../src/report/failure.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { isFailure } from "../../src/scenario/run/result.ts";
import { runScenario } from "../../src/scenario/run/run.ts";

/** Registers what must hold of the comparison of any two neighbours. */
export function testBoundary({ before, after, found }: Boundary): void {
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
