/**
 * The end of a process. Mirrors mm/nommu.c, `exit_mmap()`.
 *
 * @module
 */
import { cleanupVma, type Machine, releaseVma } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import { newTree, type Process } from "./process.ts";

/** Releases every mapping that the process's tree leads to. */
export function exitMmap(machine: Machine, process: Process): Outcome {
  const { journal } = machine;
  process.totalVm = 0;
  for (const vma of [...process.tree.values(), ...process.unfindable]) {
    if (vma.freed) {
      journal.hazard("vma-released-twice");
      journal.message("oops", "Oops in cleanup_vma_from_mm()");
      return journal.refused(0, "exit");
    }
    cleanupVma(process, vma);
    releaseVma(machine, vma);
  }
  if (process.mapCount !== 0) journal.hazard("region-leaked");
  process.exited = true;
  process.unfindable.length = 0;
  process.tree = newTree(machine.edition, machine.arch.pageSize);
  return journal.done("exit");
}
