/** Runs a sequence of calls on both kernels before regions; see run.ts. */
import { assert, assertEquals } from "@std/assert";
import type { ListEdition } from "../../../src/policy/list_edition.ts";
import { BothListKernels, isFatal } from "./both_list_kernels.ts";
import type { Call } from "./calls.ts";
import type { RunCounts } from "./engine.ts";
import { checkListInvariants } from "./list_invariants.ts";

/** Makes calls on both kernels and compares them after each. */
export function runBothLists(
  edition: ListEdition,
  sequence: readonly Call[],
  counts: RunCounts,
): void {
  const both = new BothListKernels(edition);
  for (const call of sequence) {
    const outcome = both.make(call);
    if (outcome === undefined) continue;
    counts.calls++;
    if (outcome.errno === 0) counts.succeeded++;
    if (isFatal(outcome)) {
      assert(both.engine.dead);
      counts.broken++;
      return;
    }
    checkListInvariants(both.engine, both.processes, both.naive);
  }
  for (const process of [0, 1, 2]) {
    const outcome = both.make({ call: "exit", process });
    if (outcome !== undefined && isFatal(outcome)) return;
  }
  checkListInvariants(both.engine, both.processes, both.naive);
  assertEquals(both.engine.machine.realalloc, 0);
}
