import { assert, assertStringIncludes } from "@std/assert";
import { POLICY_CHANGES } from "../../src/docs/main.ts";
import {
  boundaries,
  policyChangesPage,
} from "../../src/docs/policy_changes_page.ts";
import { EDITIONS, findEdition } from "../../src/policy/editions.ts";
import { testBoundary } from "./boundary.ts";

/** Neighbours of each world; tests/changes has all. */
const PAIRS = [
  ["linux-2.6.14", "linux-2.6.16"],
  ["linux-6.1", "linux-6.3"],
] as const;

const found = PAIRS.flatMap((pair) =>
  boundaries(pair.map((name) => findEdition(name)!))
);

found.forEach(testBoundary);

Deno.test("every change says whom it concerns and where it is in the kernel", () => {
  for (const { id, changes } of EDITIONS) {
    for (const { sentence, affects, source } of changes) {
      assert(affects !== undefined && affects.length > 0, `${id}: ${sentence}`);
      assert(source !== undefined && source !== "", `${id}: ${sentence}`);
    }
  }
});

Deno.test(`${POLICY_CHANGES} says what the comparison finds`, async () => {
  const url = new URL(`../../${POLICY_CHANGES}`, import.meta.url);
  const kept = await Deno.readTextFile(url);
  for (const boundary of found) {
    const section = policyChangesPage([boundary]).split("\n## ").at(-1)!;
    assertStringIncludes(kept, section.trimEnd());
  }
});
