/**
 * The end of mappings. Mirrors mm/nommu.c, `do_munmap()`, `put_vma()` and
 * `exit_mmap()`.
 *
 * @module
 */
import { ERRNO } from "../../abi/errno.ts";
import { VM } from "../../abi/vm.ts";
import { ruleNumber } from "../../policy/rules.ts";
import { LIST_HAZARD } from "./journal.ts";
import { type ListMachine, type ListProcess, VMA_SIZE } from "./machine.ts";
import type { ListResult } from "./result.ts";
import { EVENT, PRINTK } from "./trace.ts";
import type { ListElement, ListVma } from "./vma.ts";

const NO_MATCH = ruleNumber("munmap-no-exact-match");
const WHOLE = ruleNumber("munmap-whole");
const ANY_LENGTH = ruleNumber("munmap-any-length");
const EXIT = ruleNumber("exit");

/** Removes the mapping with exactly this start and length, in bytes. */
export function doMunmap(
  machine: ListMachine,
  process: ListProcess,
  address: number,
  length: number,
): ListResult {
  const result = machine.begin();
  const { journal, edition } = machine;
  const end = (address + length) >>> 0;
  const any = length === 0 && edition.munmapAnyLength;
  let before: ListElement | null = null;
  let element = process.list;
  while (element !== null) {
    const { vma } = element;
    if (edition.orderedList && vma.start > address) element = null;
    else if (vma.start === address && (any || vma.end === end)) break;
    else {
      before = element;
      element = element.next;
    }
  }
  if (element === null) {
    journal.trace.note(EVENT.PRINTK, PRINTK.NOT_MAPPED);
    return machine.refuse(ERRNO.EINVAL, NO_MATCH);
  }
  result.reason = any ? ANY_LENGTH : WHOLE;
  if (!putVma(machine, element.vma)) return result;
  if (before === null) process.list = element.next;
  else before.next = element.next;
  machine.dropElement(element);
  process.totalVm -= length >>> machine.arch.pageShift;
  if (process.totalVm < 0) journal.hazards |= LIST_HAZARD["total-vm-negative"];
  return result;
}

/** Removes all mappings of a process, in the order of its list. */
export function exitMmap(
  machine: ListMachine,
  process: ListProcess,
): ListResult {
  const result = machine.begin();
  result.reason = EXIT;
  process.totalVm = 0;
  for (
    let element = process.list;
    element !== null;
    element = process.list
  ) {
    process.list = element.next;
    if (!putVma(machine, element.vma)) return result;
    machine.dropElement(element);
  }
  return result;
}

/** Ends one use of a VMA; `false` if the kernel stops: `put_vma()`. */
function putVma(machine: ListMachine, vma: ListVma): boolean {
  const { journal, edition, result, kmalloc } = machine;
  if (machine.lockHeld) {
    machine.crash("DEADLOCK", "semaphore-left-held", true, result.reason);
    return false;
  }
  if (--vma.usage > 0) return true;
  if (vma.file !== null && !vma.file.mappings!.remove(vma)) {
    machine.crash("BUG", "prio-tree-inconsistent", true, result.reason);
    return false;
  }
  machine.tree.delete(vma);
  if (vma.closes) journal.trace.note(EVENT.CLOSE, vma.start);
  if (edition.freesMemory(vma.flags, vma.start)) {
    machine.count(vma.start, (vma.end - vma.start) >>> 0, -1);
    journal.trace.note(EVENT.KFREE, vma.start);
    if (vma.copied) kmalloc.free(vma.start);
    else journal.hazards |= LIST_HAZARD["device-memory-freed"];
  } else if (vma.copied && vma.flags & (VM.IO | VM.SHARED)) {
    journal.hazards |= LIST_HAZARD["shared-copy-leaked"];
  }
  machine.count(vma.record, VMA_SIZE, -1);
  machine.putFile(vma.file);
  kmalloc.free(vma.record);
  return true;
}
