/**
 * The last step of a mapping: the VMA enters the process's tree. Mirrors the
 * `share:` part of mm/nommu.c, `do_mmap()`.
 *
 * @module
 */
import { VM } from "../abi/vm.ts";
import { subtractWords, type Word } from "../abi/word.ts";
import type { Vma } from "../memory/region.ts";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import type { Process } from "./process.ts";

/** Puts the VMA into the process's tree and reports the mapping. */
export function enterVma(
  machine: Machine,
  process: Process,
  vma: Vma,
  reason: string,
): Outcome {
  const { journal, edition, arch: { wordSize } } = machine;
  if (machine.failingRecord === "tree" && edition.preparesTree === "last") {
    journal.hazard("tree-allocation-lost");
    return journal.done(reason);
  }
  const last = subtractWords(vma.end, 1, wordSize);
  if (last < vma.start) {
    journal.hazard(
      edition.wrap === "oops" ? "mapping-wraps" : "mapping-wraps-lost",
    );
    if (edition.wrap === "oops") {
      journal.message("oops", "Oops in mas_store_prealloc()");
      return journal.refused(0, reason);
    }
  }
  vma.file?.inode.mappings.add(vma);
  process.mapCount++;
  if (last < vma.start) process.unfindable.push(vma);
  else {
    noteOverwrite(machine, process, vma, last);
    process.tree.store(vma.start, last, vma);
  }
  if (vma.flags & VM.EXEC) vma.region.icacheFlushed = true;
  const copied = (vma.flags & VM.MAPPED_COPY) !== 0;
  const backing = vma.file === null ? "anonymous" : copied ? "copy" : "direct";
  return journal.mapped(reason, vma, backing);
}

function noteOverwrite(
  machine: Machine,
  process: Process,
  vma: Vma,
  last: Word,
): void {
  if (!process.tree.overwrites) return;
  const older = process.tree.find(vma.start, last);
  if (older === undefined) return;
  const whole = older.first >= vma.start && older.last <= last;
  machine.journal.hazard(whole ? "vma-overwritten" : "vma-cut-in-tree");
}
