/**
 * Entering a mapping into the kernel's records. Mirrors the end of mm/nommu.c,
 * `do_mmap_pgoff()`, and `add_nommu_vma()`.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
import type { ListRequest } from "../../policy/list_request.ts";
import { ruleNumber } from "../../policy/rules.ts";
import { LIST_HAZARD } from "./journal.ts";
import { type ListMachine, type ListProcess, VMA_SIZE } from "./machine.ts";
import type { ListResult } from "./result.ts";
import { EVENT } from "./trace.ts";
import type { ListFile, ListVma } from "./vma.ts";

const EXISTING = ruleNumber("existing-vma");

/** Uses a VMA that is there. `element` is the record of the list element. */
export function joinVma(
  machine: ListMachine,
  process: ListProcess,
  file: ListFile,
  vma: ListVma,
  element: number,
  request: ListRequest,
  prot: number,
): ListResult {
  const { journal, result } = machine;
  vma.usage++;
  let hazards = 0;
  if ((vma.flags ^ prot) & (VM.READ | VM.WRITE | VM.EXEC)) {
    hazards |= LIST_HAZARD["joined-other-protection"];
  }
  if ((vma.end - vma.start) >>> 0 !== request.length) {
    hazards |= LIST_HAZARD["joined-other-length"];
  }
  if (vma.copied) {
    if (request.flags & MAP.SHARED) {
      hazards |= LIST_HAZARD["shared-on-private-copy"];
    }
    if (vma.contentVersion !== file.contentVersion) {
      hazards |= LIST_HAZARD["stale-copy"];
    }
  } else if (request.flags & MAP.PRIVATE && vma.flags & VM.SHARED) {
    hazards |= LIST_HAZARD["private-on-shared"];
  }
  journal.hazards |= hazards;
  result.reused = true;
  result.vma = vma;
  machine.link(process, element, vma);
  if (machine.edition.flushesCache === "all") {
    flushCache(machine, vma, request.length, prot);
  }
  return machine.succeed(vma.start, EXISTING);
}

/** Enters a new VMA everywhere. `length` is in bytes. */
export function enterVma(
  machine: ListMachine,
  process: ListProcess,
  vma: ListVma,
  element: number,
  length: number,
  prot: number,
): ListResult {
  const { edition, result } = machine;
  const { reason } = result;
  const flushesAll = edition.flushesCache === "all";
  if (!flushesAll && vma.copied) flushCache(machine, vma, length, prot);
  if (edition.countsMemory(vma.flags)) machine.count(vma.start, length, 1);
  machine.count(vma.record, VMA_SIZE, 1);
  process.totalVm += length >>> machine.arch.pageShift;
  if (vma.file !== null) {
    const { mappings } = vma.file;
    if (mappings === null) {
      return machine.crash("OOPS", "null-mapping-used", true, reason);
    }
    if (!mappings.insert(vma)) {
      return machine.crash("BUG", "prio-tree-inconsistent", true, reason);
    }
  }
  if (!machine.tree.add(vma)) {
    return machine.crash("BUG", "vma-start-taken", true, reason);
  }
  result.vma = vma;
  machine.link(process, element, vma);
  if (flushesAll) flushCache(machine, vma, length, prot);
  return machine.succeed(vma.start, reason);
}

function flushCache(
  machine: ListMachine,
  vma: ListVma,
  length: number,
  prot: number,
): void {
  if (prot & PROT.EXEC) {
    machine.journal.trace.note(EVENT.ICACHE, vma.start, length);
  }
}
