/** Runs a sequence of calls on the engine and on the naive kernel at once. */
import { assertEquals } from "@std/assert";
import type { Edition } from "../../../src/policy/edition.ts";
import { flagsOf } from "./asked.ts";
import { BothKernels } from "./both_kernels.ts";
import { isBroken } from "./broken.ts";
import type { Call } from "./calls.ts";
import type { RunCounts } from "./engine.ts";
import { checkInvariants } from "./invariants.ts";

/**
 * Makes calls on both kernels and compares them after each. A hazard that
 * breaks the kernel's records ends the comparison; the engine must take the
 * other calls all the same.
 */
export function runBoth(
  edition: Edition,
  trim: number,
  sequence: readonly Call[],
  counts: RunCounts,
): void {
  const both = new BothKernels(edition, trim);
  for (const [number, call] of sequence.entries()) {
    const outcome = both.make(call);
    if (outcome === undefined) continue;
    counts.calls++;
    if (outcome.errno === 0) counts.succeeded++;
    if (isBroken(outcome)) {
      counts.broken++;
      goOn(both, sequence.slice(number + 1));
      return;
    }
    checkInvariants(both.engine.machine, both.naive, both.inodes);
  }
  for (const process of [0, 1, 2]) both.make({ call: "exit", process });
  checkInvariants(both.engine.machine, both.naive, both.inodes);
  assertEquals(both.engine.machine.regions.size, 0);
  assertEquals(both.engine.pagesAllocated, 0);
}

/** The engine never throws, whatever became of the kernel. */
function goOn(both: BothKernels, rest: readonly Call[]): void {
  const { engine } = both;
  for (const call of rest) {
    if (engine.dead) return;
    if (call.call === "mmap") {
      engine.mmap(both.processes[call.process]!, {
        file: both.files[call.file] ?? null,
        length: call.length,
        prot: call.prot,
        flags: flagsOf({ ...call, odd: 0 }, call.file >= both.files.length),
        pgoff: call.pgoff,
      });
    } else if (call.call === "exit") {
      engine.exit(both.processes[call.process]!);
    } else if (call.call === "munmap") {
      const process = both.processes[call.process]!;
      const vma = [...process.tree.values()][call.mapping];
      if (vma === undefined) continue;
      engine.munmap(process, vma.start, Number(vma.end) - Number(vma.start));
    }
  }
}
