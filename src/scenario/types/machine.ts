/**
 * The machine and the processes of a scenario.
 *
 * @module
 */
import type { Word, WordSize } from "../../abi/word.ts";
import type { Located } from "./position.ts";

/** Pages that others hold from the start: fragmentation. */
export interface ReservedRange extends Located {
  /** First address, a multiple of the page size. */
  readonly start: Word;
  /** Length in bytes, a multiple of the page size. */
  readonly length: number;
}

/** Memory of the machine. */
export interface RamSpec {
  /** First address. */
  readonly base: Word;
  /** Length in bytes. */
  readonly size: number;
  /** Pages taken by others, inside the memory, without overlap. */
  readonly reserved: readonly ReservedRange[];
}

/** The machine; what the file leaves out has its default here. */
export interface MachineSpec {
  /** Bits of `unsigned long`. */
  readonly wordSize: WordSize;
  /** Bytes in a page. */
  readonly pageSize: number;
  /** Memory. */
  readonly ram: RamSpec;
  /** `vm.nr_trim_pages`. */
  readonly nrTrimPages: number;
  /** Largest order of an allocation: 2 to the power of it pages. */
  readonly maxPageOrder: number;
  /** `TASK_SIZE`; all ones unless the file says otherwise. */
  readonly taskSize: Word;
  /** `vm.max_map_count`. */
  readonly maxMapCount: number;
  /** `CONFIG_MMAP_ALLOW_UNINITIALIZED`. */
  readonly mmapAllowUninitialized: boolean;
}

/** A process with an address space of its own. */
export interface ProcessSpec extends Located {
  /** Its name in the file. */
  readonly name: string;
  /** A debugger is attached from the start. */
  readonly ptraced: boolean;
  /** Its personality has `READ_IMPLIES_EXEC`. */
  readonly readImpliesExec: boolean;
}
