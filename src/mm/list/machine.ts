/**
 * A machine before regions, as far as mappings go: the tree of all VMAs, the
 * lists of the processes and what was allocated.
 *
 * @module
 */
import type { ListEdition } from "../../policy/list_edition.ts";
import type { ListArch } from "../../policy/list_request.ts";
import { ruleNumber } from "../../policy/rules.ts";
import { type CrashId, ListJournal } from "./journal.ts";
import type { AllocationUse, Kmalloc } from "./kmalloc.ts";
import { ListResult } from "./result.ts";
import { EVENT } from "./trace.ts";
import type { ListElement, ListFile, ListVma } from "./vma.ts";
import { VmaTree } from "./vma_tree.ts";

/** Bytes of a `struct vm_list_struct` on a 32-bit machine. */
export const ELEMENT_SIZE = 8;
/** Bytes of a `struct vm_area_struct` on a 32-bit machine. */
export const VMA_SIZE = 92;

const IN_DRIVER = ruleNumber("get-unmapped-area-refuses");

/** What a {@linkcode ListMachine} is made of. */
export interface ListMachineOptions {
  /** The kernel's policy. */
  readonly edition: ListEdition;
  /** Page size and TASK_SIZE. */
  readonly arch: ListArch;
  /** Gives out memory. */
  readonly kmalloc: Kmalloc;
}

/** A process: `struct mm_struct` and what the policy asks about it. */
export interface ListProcess {
  /** Number, from 1. */
  readonly pid: number;
  /** Name in kernel messages. */
  readonly name: string;
  /** The personality has `READ_IMPLIES_EXEC`. */
  readonly readImpliesExec: boolean;
  /** A debugger is attached. */
  ptraced: boolean;
  /** Pages mapped less pages unmapped; may be negative. */
  totalVm: number;
  /** Its mappings: `mm->context.vmlist`. */
  list: ListElement | null;
}

/** The state of a machine. */
export class ListMachine {
  readonly edition: ListEdition;
  readonly arch: ListArch;
  readonly kmalloc: Kmalloc;
  readonly tree: VmaTree = new VmaTree();
  /** Notes of the running call, or of the last one. */
  readonly journal: ListJournal = new ListJournal();
  /** Result of the last call; the next one changes it. */
  readonly result: ListResult = new ListResult();
  /** `realalloc`: bytes allocated for mappings, with slack. */
  realalloc = 0;
  /** `askedalloc`: bytes asked for. */
  askedalloc = 0;
  /** A crash left `nommu_vma_sem` held. */
  lockHeld = false;
  /** What lies on the stack where capabilities are not set; `null`: unknown. */
  leftover: number | null = null;
  /** Answer of the security hook to the next mapping. */
  securityAnswer = 0;
  /** What the running call finds no memory for. */
  failing: AllocationUse | null = null;
  /** What a driver did to the kernel during this call. */
  driverCrash: CrashId | null = null;
  /** VMAs made so far. */
  vmaCount = 0;

  /** Makes a machine at rest. */
  constructor(options: ListMachineOptions) {
    this.edition = options.edition;
    this.arch = options.arch;
    this.kmalloc = options.kmalloc;
  }

  /** Starts a call. */
  begin(): ListResult {
    this.journal.reset();
    const { result } = this;
    result.fate = "ok";
    result.errno = 0;
    result.value = 0;
    result.vma = null;
    result.reused = false;
    result.crash = null;
    result.lockHeld = false;
    result.verdict = 0;
    this.driverCrash = null;
    return result;
  }

  /** Ends a call with a positive error number. */
  refuse(errno: number, reason: number): ListResult {
    const { result } = this;
    result.fate = "err";
    result.errno = errno;
    result.value = -errno >>> 0;
    result.reason = reason;
    return result;
  }

  /** Ends a call with success. */
  succeed(value: number, reason: number): ListResult {
    this.result.value = value;
    this.result.reason = reason;
    return this.result;
  }

  /** The kernel stops; `held` tells whether the semaphore stays held. */
  crash(
    fate: "BUG" | "OOPS" | "UNINIT" | "DEADLOCK",
    crash: CrashId,
    held: boolean,
    reason: number,
  ): ListResult {
    const { result } = this;
    result.fate = fate;
    result.crash = crash;
    result.lockHeld = held;
    result.reason = reason;
    if (held) this.lockHeld = true;
    return result;
  }

  /** The kernel stops where a driver made it. */
  stopInDriver(): ListResult {
    return this.crash("OOPS", this.driverCrash!, true, IN_DRIVER);
  }

  /** Allocates memory and notes it; 0 if there is none. */
  allocate(bytes: number, use: AllocationUse): number {
    const address = use === this.failing
      ? 0
      : this.kmalloc.allocate(bytes, use);
    this.journal.trace.note(EVENT.KMALLOC, use, bytes, address === 0 ? 0 : 1);
    return address;
  }

  /** Counts memory in, or out with a negative sign. */
  count(record: number, bytes: number, sign: 1 | -1): void {
    this.realalloc += sign * this.kmalloc.sizeOf(record);
    this.askedalloc += sign * bytes;
  }

  /** Enters a VMA into the list of a process. */
  link(process: ListProcess, record: number, vma: ListVma): void {
    this.count(record, ELEMENT_SIZE, 1);
    const element: ListElement = { record, vma, next: null };
    let before: ListElement | null = null;
    if (this.edition.orderedList) {
      let at = process.list;
      while (at !== null && at.vma.start <= vma.start) {
        before = at;
        at = at.next;
      }
    }
    if (before === null) {
      element.next = process.list;
      process.list = element;
    } else {
      element.next = before.next;
      before.next = element;
    }
  }

  /** Drops the record of a list element. */
  dropElement(element: ListElement): void {
    this.count(element.record, ELEMENT_SIZE, -1);
    this.kmalloc.free(element.record);
  }

  /** Releases a file; `false` if there is none to release. */
  putFile(file: ListFile | null): boolean {
    if (file === null) return false;
    file.references--;
    return true;
  }
}
