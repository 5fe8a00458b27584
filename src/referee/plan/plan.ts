/**
 * What the real kernel is asked to do: cases of files, processes and steps.
 *
 * @module
 */
import type { Word, WordSize } from "../../abi/word.ts";
import type { PlanDevice, PlanFile } from "./plan_file.ts";

/** Everything that one word size of the kernel is asked. */
export interface Plan {
  /** Word size of the kernel that runs it. */
  readonly bits: WordSize;
  /** Cases, each against a clean state. */
  readonly cases: readonly PlanCase[];
}

/** One case: files and processes of its own, then steps in order. */
export interface PlanCase {
  /** `vm.nr_trim_pages`; 1 if left out. */
  readonly trimPages?: number;
  /** VMAs that a process may have; the kernel's own limit if left out. */
  readonly maxMapCount?: number;
  /**
   * It gets a boot of its own, as one that may overwrite all memory should.
   * Without this it costs the other cases several boots.
   */
  readonly alone?: boolean;
  /** Processes with an address space of their own; one plain one by default. */
  readonly processes?: readonly PlanProcess[];
  /** Files; steps name them by their position. */
  readonly files?: readonly PlanFile[];
  /** Memory that is filled before the first step. */
  readonly fills?: readonly PlanFill[];
  /** Devices of the kernel's own drivers; files name them by path. */
  readonly devices?: readonly PlanDevice[];
  /** System calls, at most 1024. */
  readonly steps: readonly PlanStep[];
}

/** How a process is before its first step. */
export interface PlanProcess {
  /** It is traced by its parent. */
  readonly ptraced?: boolean;
  /** Its personality has `READ_IMPLIES_EXEC`. */
  readonly readImpliesExec?: boolean;
}

/**
 * Memory that devices may say they are at. It must lie in the window of
 * {@linkcode MEMORY} (machine.ts), the kernel does not know of it.
 */
export interface PlanFill {
  /** First address, a multiple of 4. */
  readonly address: number;
  /** Bytes, a multiple of 4. */
  readonly length: number;
  /**
   * `"pattern"`: each aligned little-endian 32-bit word holds its own offset
   * from the address plus one. Bytes: those, then zeros.
   */
  readonly with: "pattern" | "zeros" | Uint8Array;
}

/** An address: a number, or what an earlier step returned plus an offset. */
export type PlanAddress = Word | {
  /** Position of the step. */
  readonly step: number;
  /** Added to what it returned; may be negative. */
  readonly offset?: Word;
};

/** What can be looked at after a step, besides what always is. */
export interface PlanObserve {
  /** The VMA and the region at the address of the step; true by default. */
  readonly at?: boolean;
  /** All regions. */
  readonly regions?: boolean;
  /** All VMAs of the live processes. */
  readonly vmas?: boolean;
  /** How often each file of the process is referred to. */
  readonly references?: boolean;
  /** The text of /proc/PID/maps. */
  readonly maps?: boolean;
  /** The text of /proc/maps. */
  readonly regionMaps?: boolean;
}

/** What all steps have. */
export interface PlanStepBase {
  /** Position of the process; the first one if left out. */
  readonly process?: number;
  /** What is looked at afterwards. */
  readonly observe?: PlanObserve;
}

/** One system call of one process, or one access to its memory. */
export type PlanStep =
  & PlanStepBase
  & (
    | {
      readonly operation: "mmap";
      /** Address hint; 0 if left out. */
      readonly address?: PlanAddress;
      readonly length: Word;
      readonly prot: Word;
      readonly flags: Word;
      /** Position of the file, or `fd`. */
      readonly file?: number;
      /** Descriptor passed as it is; -1 if there is no file either. */
      readonly fd?: number;
      /** Offset in bytes; on a 32-bit machine a multiple of 4096. */
      readonly offset?: Word;
      /** Instead of `offset`: in pages. */
      readonly pgoff?: Word;
    }
    | {
      readonly operation: "munmap" | "mlock" | "mincore";
      readonly address: PlanAddress;
      readonly length: Word;
    }
    | {
      readonly operation: "mprotect" | "madvise" | "msync";
      readonly address: PlanAddress;
      readonly length: Word;
      /** Protection, advice or flags. */
      readonly argument: Word;
    }
    | {
      readonly operation: "mremap";
      readonly address: PlanAddress;
      readonly oldLength: Word;
      readonly newLength: Word;
      readonly flags: Word;
      readonly newAddress?: PlanAddress;
    }
    | {
      readonly operation: "ftruncate";
      readonly file: number;
      readonly size: Word;
    }
    | {
      readonly operation: "pwrite";
      readonly file: number;
      readonly offset: Word;
      readonly bytes: Uint8Array;
    }
    | {
      readonly operation: "pread";
      readonly file: number;
      readonly offset: Word;
      /** Bytes, at most 65536. */
      readonly length: number;
    }
    | {
      readonly operation: "store";
      readonly address: PlanAddress;
      readonly bytes: Uint8Array;
    }
    | {
      readonly operation: "load";
      readonly address: PlanAddress;
      /** Bytes of each piece. */
      readonly length: number;
      /** Number of pieces, 1 if left out; at most 65536 bytes in all. */
      readonly count?: number;
      /** From one piece to the next, in bytes. */
      readonly stride?: number;
    }
    | {
      readonly operation: "close";
      readonly file: number;
      /** No process can use its own opening any more either. */
      readonly everywhere?: boolean;
    }
    | { readonly operation: "exit" | "nothing" }
    | { readonly operation: "trim-pages"; readonly pages: number }
    | { readonly operation: "ptrace"; readonly traced: boolean }
  );
