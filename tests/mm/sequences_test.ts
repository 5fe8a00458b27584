import { assert } from "@std/assert";
import fc from "npm:fast-check@4.11.0";
import { EDITIONS } from "../../src/policy/editions.ts";
import { calls } from "./model/calls.ts";
import { runBoth, type RunCounts } from "./model/run.ts";

/** Runs for each kernel; `NOMMAP_RUNS` makes them many, `NOMMAP_SEED` others. */
const RUNS = Number(Deno.env.get("NOMMAP_RUNS") ?? 12);
const SEED = Number(Deno.env.get("NOMMAP_SEED") ?? 20261129);

for (const edition of EDITIONS) {
  if (edition.world !== "regions") continue;
  Deno.test(`${edition.id} and a naive kernel agree on random sequences`, () => {
    const counts: RunCounts = { calls: 0, succeeded: 0, broken: 0 };
    fc.assert(
      fc.property(
        calls,
        fc.nat({ max: 3 }),
        (sequence, trim) => runBoth(edition, trim, sequence, counts),
      ),
      { numRuns: RUNS, seed: SEED },
    );
    assert(counts.succeeded > counts.calls / 10, JSON.stringify(counts));
  });
}
