import { assert, assertEquals } from "@std/assert";
import { decisionClasses } from "../../src/diff/decision_classes.ts";
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
