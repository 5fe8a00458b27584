/** What holds for the rules of every kernel. */
import { assert, assertEquals } from "@std/assert";
import { Coverage, waysOf } from "../../src/coverage/coverage.ts";
import { findGaps } from "../../src/coverage/gaps.ts";
import { gapText } from "../../src/coverage/text.ts";
import { type AnyEdition, EDITIONS } from "../../src/policy/editions.ts";
import { rulesOfEdition } from "../../src/question/edition_rules.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { shippedTests } from "../explain/scenarios.ts";

/** What no scenario can take, and of which kernels. */
const UNREACHABLE: readonly {
  readonly rule: string;
  readonly proof: "exhaustive";
  readonly is: (edition: AnyEdition) => boolean;
}[] = [
  {
    // Since 2.6.35 what asks for too much is a copy before that.
    rule: "exec-without-capability",
    proof: "exhaustive",
    is: (edition) =>
      edition.world === "regions" && edition.checks.copiesBeyondCapabilities,
  },
];

function unreachableIn(edition: AnyEdition): string[] {
  return UNREACHABLE.filter(({ is }) => is(edition))
    .map(({ rule, proof }) => `${rule} taken: ${proof}`);
}

Deno.test("the shipped scenarios cover every rule of every kernel that can be reached", async () => {
  const coverage = new Coverage();
  for (const test of await shippedTests()) coverage.run(test);
  const editions = coverage.editions();
  assertEquals(
    editions.map(({ edition }) => edition.id),
    EDITIONS.map(({ id }) => id),
  );
  for (const one of editions) {
    const { gaps, unreachable } = findGaps(one);
    const { id } = one.edition;
    assertEquals(gaps.map(({ rule, way }) => `${rule.id} ${way}`), [], id);
    assertEquals(
      unreachable.map(({ rule, way, proof }) =>
        `${rule.id} ${way}: ${proof.kind}`
      ),
      unreachableIn(one.edition),
      id,
    );
  }
});

Deno.test("for every gap of every kernel there is a scenario that closes it when it is saved", () => {
  for (const edition of EDITIONS) {
    const rules = new Map(
      rulesOfEdition(edition).map((rule) => [
        rule,
        { taken: new Set<string>(), passed: new Set<string>() },
      ]),
    );
    const { gaps, unreachable } = findGaps({
      edition,
      kernel: edition.id,
      rules,
    });
    const ways = [...rules.keys()].flatMap(waysOf).length;
    assertEquals(gaps.length + unreachable.length, ways, edition.id);
    assertEquals(unreachable.length, unreachableIn(edition).length, edition.id);
    const closing = new Coverage();
    for (const gap of gaps) {
      const text = gapText(gap, edition);
      const { scenarios, errors } = parseScenarios(
        text,
        "gap.yaml",
        ENGINE_NAMES,
      );
      assertEquals(errors.map(({ message }) => message), [], text);
      const [scenario] = scenarios;
      assertEquals(scenario!.kernels, [edition.id]);
      const { status } = closing.run({ scenario: scenario!, edition });
      assertEquals(status, "passed", text);
      const hits = closing.editions()[0]!.rules.get(gap.rule)!;
      assert(hits[gap.way].has(scenario!.id), `${gap.way}:\n${text}`);
    }
  }
});
