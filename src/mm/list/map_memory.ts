/**
 * Where the memory of a new mapping comes from: the driver, or `kmalloc()`.
 * Mirrors mm/nommu.c, `do_mmap_shared_file()` and `do_mmap_private()`, and the
 * middle of `do_mmap_pgoff()` in 2.6.11.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import { VM } from "../../abi/vm.ts";
import { OPERATION } from "../../policy/request.ts";
import { ruleNumber } from "../../policy/rules.ts";
import { TRAIL } from "../../policy/verdict.ts";
import { LATE_RULE, LIST_HAZARD } from "./journal.ts";
import { ALLOCATION, LARGEST_KMALLOC } from "./kmalloc.ts";
import type { ListMachine } from "./machine.ts";
import { EVENT, PRINTK } from "./trace.ts";
import type { ListFile, ListVma } from "./vma.ts";

const SHARED_DIRECT = ruleNumber("shared-direct");
const SHARED_REFUSES = ruleNumber("shared-mmap-refuses");
const SHARED_ENOSYS = ruleNumber("shared-mmap-enosys");
const PRIVATE_DIRECT = ruleNumber("private-direct");
const PRIVATE_REFUSES = ruleNumber("private-mmap-refuses");
const PRIVATE_ENOSYS = ruleNumber("private-mmap-enosys");
const AREA_ENOSYS = ruleNumber("get-unmapped-area-enosys");
const ANONYMOUS = ruleNumber("anonymous");
const TOO_LARGE = ruleNumber("kmalloc-too-large");
const NO_MEMORY = ruleNumber("no-contiguous-memory");
const READ_FAILS = ruleNumber("read-fails");

const AGAINST_DIRECT = ([
  "default-copy",
  "no-get-unmapped-area",
  "private-writable",
  "exec-without-capability",
] as const).map((rule) => ({ bit: TRAIL[rule], number: ruleNumber(rule) }));

/** The kernel has stopped; no answer of a driver. */
export const FATAL: number = Number.NEGATIVE_INFINITY;

/**
 * Gives a VMA its memory. Answers 0, a positive answer of the driver, a
 * negative errno or {@linkcode FATAL}, and leaves the rule in the result.
 */
export function mapMemory(
  machine: ListMachine,
  file: ListFile | null,
  vma: ListVma,
  length: number,
  capabilities: number,
): number {
  const { edition, result, journal } = machine;
  if (file === null) {
    result.reason = ANONYMOUS;
    return copy(machine, null, vma, length);
  }
  const shared = (vma.flags & VM.SHARED) !== 0;
  const direct = (capabilities & CAPABILITY.DIRECT) !== 0;
  result.reason = shared ? SHARED_DIRECT : PRIVATE_DIRECT;
  const answer = callMmap(machine, file, vma);
  if (answer === FATAL) return FATAL;
  if (answer !== -ERRNO.ENOSYS) {
    if (answer < 0) {
      result.reason = shared ? SHARED_REFUSES : PRIVATE_REFUSES;
      return answer;
    }
    if (!shared && edition.bugsIfUnshareable) {
      if (answer === 0 && !(vma.flags & VM.MAYSHARE)) {
        machine.crash("BUG", "driver-accepts-unshareable", true, result.reason);
        return FATAL;
      }
      if (!direct) {
        journal.hazards |= LIST_HAZARD["direct-against-capabilities"];
      }
    }
    if (vma.start === 0) journal.hazards |= LIST_HAZARD["mapped-at-zero"];
    else if (-vma.start >>> 0 < edition.errorAddresses) {
      journal.hazards |= LIST_HAZARD["error-address-mapped"];
    }
    return answer;
  }
  if (shared && edition.separatesShared) {
    result.reason = SHARED_ENOSYS;
    return -ERRNO.ENODEV;
  }
  // The driver is asked even where the capabilities speak for a copy.
  result.reason = reasonForCopy(result.verdict, journal.late);
  journal.late |= LATE_RULE["private-mmap-enosys"];
  return copy(machine, file, vma, length);
}

/** The first rule that stood against a direct mapping. */
function reasonForCopy(verdict: number, late: number): number {
  for (let i = 0; i < AGAINST_DIRECT.length; i++) {
    const { bit, number } = AGAINST_DIRECT[i]!;
    if (verdict & bit) return number;
  }
  return late & LATE_RULE["get-unmapped-area-enosys"]
    ? AREA_ENOSYS
    : PRIVATE_ENOSYS;
}

function callMmap(
  machine: ListMachine,
  file: ListFile,
  vma: ListVma,
): number {
  const { result, journal: { trace } } = machine;
  if (file.noOperations) {
    machine.crash("OOPS", "null-operations-table", true, result.reason);
    return FATAL;
  }
  if (!(file.operations & OPERATION.MMAP)) {
    machine.crash("OOPS", "null-mmap-operation", true, result.reason);
    return FATAL;
  }
  const { start, end, flags, pgoff } = vma;
  const answer = file.driver.mmap(file, vma);
  trace.note(EVENT.MMAP, file.number, start, end, flags, pgoff, answer);
  return answer;
}

/** Allocates the memory, to the byte, and fills it by one read. */
function copy(
  machine: ListMachine,
  file: ListFile | null,
  vma: ListVma,
  length: number,
): number {
  const { edition, journal, result } = machine;
  const base = machine.allocate(length, ALLOCATION.DATA);
  if (base === 0) {
    journal.trace.note(EVENT.PRINTK, PRINTK.DATA_FAILED);
    result.reason = length > LARGEST_KMALLOC ? TOO_LARGE : NO_MEMORY;
    return -ERRNO.ENOMEM;
  }
  vma.start = base;
  vma.end = (base + length) >>> 0;
  vma.flags |= edition.copyFlags;
  vma.copied = true;
  if (file === null) {
    journal.zeroed = length;
    return 0;
  }
  if (!(file.operations & OPERATION.READ)) {
    machine.crash("OOPS", "null-read-operation", true, result.reason);
    return FATAL;
  }
  const position = vma.pgoff * 2 ** machine.arch.pageShift;
  const answer = file.driver.read(file, position, length, base);
  journal.trace.note(EVENT.READ, file.number, length, position, answer);
  if (answer < 0) {
    journal.trace.note(EVENT.KFREE, base);
    machine.kmalloc.free(base);
    result.reason = READ_FAILS;
    return answer;
  }
  journal.filled = answer;
  journal.zeroed = Math.max(0, length - answer);
  vma.contentVersion = file.contentVersion;
  return 0;
}
