import { assert, assertEquals } from "@std/assert";
import { comparisonSteps } from "../../src/diff/comparison.ts";
import { decisionClasses } from "../../src/diff/decision_classes.ts";
import type { Edition } from "../../src/policy/edition.ts";
import { between, testOutside } from "./outside_classes.ts";

const SPACE = 2 * 33 * 2 * 6 * 3 * 2 ** 5 * 8 * 2;

for (
  const [first, last, reads] of [
    ["linux-6.1", "linux-6.12", 4],
    ["linux-2.6.34", "linux-3.0", 4],
    ["linux-2.6.11", "linux-2.6.12", 3],
  ] as const
) {
  Deno.test(`the classes of ${first} to ${last} are the whole space`, () => {
    const classes = decisionClasses(between(first, last));
    const weight = classes.reduce((sum, one) => sum + one.weight, 0);
    assertEquals(weight, SPACE * reads);
    assert(classes.length < 20_000, `${classes.length} classes`);
  });
}

// tests/changes has others.
testOutside("linux-6.1", "linux-6.12");

Deno.test("a comparison can be broken off at any moment", () => {
  let decisions = 0;
  const counted = between("linux-6.12", "linux-6.17").map((edition) => ({
    ...edition,
    validate(...asked: Parameters<Edition["validate"]>) {
      decisions++;
      return (edition as Edition).validate(...asked);
    },
  } as Edition));
  const work = comparisonSteps(counted);
  for (let step = 0; step < 40; step++) {
    decisions = 0;
    assert(!work.next().done);
    assert(decisions < 20_000, `Step ${step} decides ${decisions} times`);
  }
});
