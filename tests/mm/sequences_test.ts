import { assert } from "@std/assert";
import fc from "npm:fast-check@4.11.0";
import { EDITIONS } from "../../src/policy/editions.ts";
import { calls } from "./model/calls.ts";
import type { RunCounts } from "./model/engine.ts";
import { runBoth } from "./model/run.ts";
import { runBothLists } from "./model/run_list.ts";

/** Runs for each kernel; `NOMMAP_RUNS` makes them many, `NOMMAP_SEED` others. */
const RUNS = Number(Deno.env.get("NOMMAP_RUNS") ?? 12);
const SEED = Number(Deno.env.get("NOMMAP_SEED") ?? 20261129);

for (const [place, edition] of EDITIONS.entries()) {
  Deno.test(`${edition.id} and a naive kernel agree on random sequences`, () => {
    const counts: RunCounts = { calls: 0, succeeded: 0, broken: 0 };
    fc.assert(
      fc.property(
        calls,
        fc.nat({ max: 3 }),
        (sequence, trim) =>
          edition.world === "regions"
            ? runBoth(edition, trim, sequence, counts)
            : runBothLists(edition, sequence, counts),
      ),
      { numRuns: RUNS, seed: SEED + place },
    );
    if (Deno.env.has("NOMMAP_RUNS")) console.log(JSON.stringify(counts));
    assert(counts.succeeded > counts.calls / 10, JSON.stringify(counts));
  });
}
