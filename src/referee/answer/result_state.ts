/**
 * Regions, VMAs and processes after a step, and calls of the driver in it.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";

/** What a VMA or region says about its file. */
export type FileKey =
  /** None. */
  | null
  /** Position of a file of the case. */
  | number
  /** A file that is not of the case. */
  | "other";

/** A region: `struct vm_region`. */
export interface RegionState {
  /** Tells regions of one case apart. */
  readonly id: Word;
  /** First address. */
  readonly start: Word;
  /** First address behind what is mapped. */
  readonly end: Word;
  /** First address behind what is allocated. */
  readonly top: Word;
  /** Offset in the file in pages. */
  readonly pgoff: Word;
  /** VMAs that use it. */
  readonly usage: number;
  /** `VM_*` bits. */
  readonly flags: number;
  /** Its memory was freed although it is still in the tree; the rest is 0. */
  readonly freed: boolean;
  /** The instruction cache was flushed for it. */
  readonly icacheFlushed: boolean;
  /** Its file. */
  readonly file: FileKey;
}

/** An entry of a process's VMA tree. */
export interface VmaState {
  /** Position of the process. */
  readonly process: number;
  /** Tells VMAs of one case apart. */
  readonly id: Word;
  /** First address that the tree has the VMA under. */
  readonly treeStart: Word;
  /** Last address that the tree has the VMA under. */
  readonly treeLast: Word;
  /** The memory of the VMA was freed; the rest is zero. */
  readonly freed: boolean;
  /** First address. */
  readonly start: Word;
  /** First address behind it. */
  readonly end: Word;
  /** Offset in the file in pages. */
  readonly pgoff: Word;
  /** `VM_*` bits. */
  readonly flags: number;
  /** `id` of its region. */
  readonly region: Word;
  /** Its file. */
  readonly file: FileKey;
}

/** A process that is alive. */
export interface ProcessState {
  /** Its position in the case. */
  readonly process: number;
  /** Its VMAs as the kernel counts them, without that of the runner. */
  readonly mapCount: number;
  /** `total_vm` in pages, with the runner's own. */
  readonly totalVm: number;
  /** First address of the runner's own VMA in it. */
  readonly ownStart: Word;
  /** First address behind the runner's own VMA. */
  readonly ownEnd: Word;
  /** Entries of its VMA tree, in address order, without the runner's own. */
  readonly vmas: readonly VmaState[];
}

/** A call of an operation of a probe file. */
export type DriverCall =
  | {
    readonly operation: "mmap_capabilities";
    readonly file: FileKey;
    readonly result: number;
  }
  | {
    readonly operation: "get_unmapped_area";
    readonly file: FileKey;
    /** An address, or `errno`. */
    readonly result?: Word;
    readonly errno?: number;
    readonly address: Word;
    readonly length: Word;
    readonly pgoff: Word;
    readonly flags: number;
  }
  | {
    readonly operation: "mmap";
    readonly file: FileKey;
    /** 0 or a negative error number. */
    readonly result: number;
    readonly start: Word;
    readonly end: Word;
    readonly pgoff: Word;
    readonly flags: number;
  }
  | {
    readonly operation: "read";
    readonly file: FileKey;
    /** Bytes, or a negative error number. */
    readonly result: number;
    readonly position: Word;
    readonly count: Word;
  };
