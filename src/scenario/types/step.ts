/**
 * The steps of a scenario: system calls and accesses, told apart by `kind`.
 * Files, processes and labels are numbers: places in the scenario's lists.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { MappingRecord } from "../../mm/record.ts";
import type { KernelExpectation } from "./expect.ts";
import type { LocatedKeys } from "./position.ts";
import type { Address, BytesSource, Flags } from "./value.ts";

/** A call of `mmap()`. */
export interface MmapOperation {
  /** Tells the operations apart. */
  readonly kind: "mmap";
  /** Place in {@linkcode Scenario.files}; left out: no file, see `fd`. */
  readonly file?: number;
  /** A descriptor that is not a file of the scenario; left out: -1. */
  readonly fd?: number;
  /** Address hint; left out: 0. */
  readonly address?: Address;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT_*`. */
  readonly prot: Flags;
  /** Bits of `MAP_*`. */
  readonly flags: Flags;
  /** Offset in the file in bytes; not together with `pgoff`. */
  readonly offset?: Word;
  /** Offset in the file in pages; neither given: 0. */
  readonly pgoff?: Word;
  /**
   * Capabilities that lie on the stack, where the kernel uses them without
   * having set them; left out: nobody knows.
   */
  readonly leftoverCapabilities?: Flags;
  /** Error number that the security module answers; left out: it allows. */
  readonly securityErrno?: number;
  /** The record of the kernel for which there is no memory. */
  readonly failingRecord?: MappingRecord;
}

/** A call that names a range of addresses and nothing else. */
export interface RangeOperation {
  /** Tells the operations apart. */
  readonly kind: "munmap" | "mlock" | "msync" | "mincore";
  /** First address. */
  readonly address: Address;
  /** Length in bytes. */
  readonly length: Word;
}

/** A call of `mremap()`. */
export interface MremapOperation {
  /** Tells the operations apart. */
  readonly kind: "mremap";
  /** Address of the mapping. */
  readonly address: Address;
  /** Its length now, in bytes. */
  readonly oldLength: Word;
  /** The length that it is to have, in bytes. */
  readonly newLength: Word;
  /** Bits of `MREMAP_*`; left out: 0. */
  readonly flags?: Flags;
  /** Where it is to be moved; left out: 0. */
  readonly newAddress?: Address;
}

/** A call of `ftruncate()`. */
export interface FtruncateOperation {
  /** Tells the operations apart. */
  readonly kind: "ftruncate";
  /** Place in {@linkcode Scenario.files}. */
  readonly file: number;
  /** New size in bytes. */
  readonly size: Word;
}

/** A call of `pwrite()`. */
export interface WriteOperation {
  /** Tells the operations apart. */
  readonly kind: "write";
  /** Place in {@linkcode Scenario.files}. */
  readonly file: number;
  /** Offset in the file, in bytes. */
  readonly offset: Word;
  /** What is written. */
  readonly bytes: BytesSource;
}

/** A call of `close()`. */
export interface CloseOperation {
  /** Tells the operations apart. */
  readonly kind: "close";
  /** Place in {@linkcode Scenario.files}. */
  readonly file: number;
}

/** The process ends. */
export interface ExitOperation {
  /** Tells the operations apart. */
  readonly kind: "exit";
}

/** The process writes to its memory. */
export interface StoreOperation {
  /** Tells the operations apart. */
  readonly kind: "store";
  /** First address. */
  readonly address: Address;
  /** What is stored. */
  readonly bytes: BytesSource;
}

/** The process reads its memory; `bytes` of the expectation says what. */
export interface LoadOperation {
  /** Tells the operations apart. */
  readonly kind: "load";
  /** First address. */
  readonly address: Address;
  /** How many bytes. */
  readonly length: Word;
}

/** A call of `mprotect()`. */
export interface MprotectOperation {
  /** Tells the operations apart. */
  readonly kind: "mprotect";
  /** First address. */
  readonly address: Address;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT_*`. */
  readonly prot: Flags;
}

/** A call of `madvise()`. */
export interface MadviseOperation {
  /** Tells the operations apart. */
  readonly kind: "madvise";
  /** First address. */
  readonly address: Address;
  /** Length in bytes. */
  readonly length: Word;
  /** Number of the `MADV_*` advice. */
  readonly advice: number;
}

/** A debugger is attached to the process, or detached from it. */
export interface PtraceOperation {
  /** Tells the operations apart. */
  readonly kind: "ptrace";
  /** Whether it is attached from now on. */
  readonly traced: boolean;
}

/** A setting of the kernel is changed. */
export interface SysctlOperation {
  /** Tells the operations apart. */
  readonly kind: "sysctl";
  /** New value of `vm.nr_trim_pages`. */
  readonly nrTrimPages: number;
}

/** What a step does. */
export type Operation =
  | MmapOperation
  | RangeOperation
  | MremapOperation
  | FtruncateOperation
  | WriteOperation
  | CloseOperation
  | ExitOperation
  | StoreOperation
  | LoadOperation
  | MprotectOperation
  | MadviseOperation
  | PtraceOperation
  | SysctlOperation;

/** Names of the operations: the keys of a step. */
export type OperationKind = Operation["kind"];

/** One step of one process. */
export interface Step
  extends LocatedKeys<"as" | "by" | "expect" | "note" | OperationKind> {
  /** Its label. */
  readonly as?: string;
  /** Place in {@linkcode Scenario.processes}. */
  readonly by: number;
  /** What it does. */
  readonly operation: Operation;
  /**
   * What is expected of it. Empty: nothing. One entry without `kernels`: the
   * same of every kernel. Else each kernel of the scenario is in one entry.
   */
  readonly expect: readonly KernelExpectation[];
  /** A remark for the reader. */
  readonly note?: string;
}
