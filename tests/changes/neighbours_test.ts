/**
 * Every kernel and the one before it, which takes long: `deno task test:changes`.
 * Some of them are among the usual tests, in tests/diff/neighbours_test.ts.
 */
import { assert, assertEquals } from "@std/assert";
import { POLICY_CHANGES } from "../../src/docs/main.ts";
import {
  boundaries,
  policyChangesPage,
} from "../../src/docs/policy_changes_page.ts";
import { testBoundary } from "../diff/boundary.ts";
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

for (const boundary of all) testBoundary(boundary);

/** Comparisons that tell apart nothing, for a reason. */
const SILENT: ReadonlySet<string> = new Set(["linux-2.6.12"]);

Deno.test("editions that follow each other differ in some input", () => {
  const alike = all.filter(({ found }) => found.differing === 0);
  assertEquals(new Set(alike.map(({ after: { id } }) => id)), SILENT);
});

Deno.test(`${POLICY_CHANGES} is not stale`, async () => {
  const url = new URL(`../../${POLICY_CHANGES}`, import.meta.url);
  const kept = await Deno.readTextFile(url);
  assertEquals(kept, policyChangesPage(all), "run 'deno task docs'");
});
