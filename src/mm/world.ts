/**
 * What a scenario needs of a kernel, whichever way that kernel keeps its
 * mappings: in regions (from 2.6.29 on) or in lists of shared VMAs (before).
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { Driver, DriverHost } from "../files/driver.ts";
import type { Inode, InodeOptions, OpenFile } from "../files/inode.ts";
import type { Vma } from "../memory/region.ts";
import type { MremapRequest } from "./mremap.ts";
import type { Outcome } from "./outcome.ts";
import type { ProcessOptions } from "./process.ts";
import type { MmapArguments } from "./system_calls.ts";

/** A process of a world. */
export interface WorldProcess {
  /** Name in results. */
  readonly name: string;
  /** Number, from 1. */
  readonly pid: number;
  /** A debugger is attached. */
  ptraced: boolean;
  /** Pages that the kernel believes are mapped. */
  readonly totalVm: number;
  /** Mappings that the kernel believes there are. */
  readonly mapCount: number;
}

/** A machine with files and processes, and the calls that they make. */
export interface World<P extends WorldProcess = WorldProcess>
  extends DriverHost {
  /** The name of the edition. */
  readonly kernel: string;
  /** The kernel has stopped, or can no longer be followed. */
  readonly dead: boolean;
  /** The files of ramfs. */
  readonly ramfs: Driver;
  /** Pages held by copies and anonymous memory. */
  readonly pagesAllocated: number;
  /** `vm.nr_trim_pages`; without effect where the kernel has none. */
  nrTrimPages: number;

  /** Adds a process. */
  createProcess(options?: ProcessOptions): P;
  /** Adds an inode. */
  createInode(options: InodeOptions): Inode;

  /** `mmap()`. */
  mmap(process: P, args: MmapArguments): Outcome;
  /** `munmap()`; address and length in bytes. */
  munmap(process: P, address: Word, length: Word): Outcome;
  /** `mremap()`. */
  mremap(process: P, request: MremapRequest): Outcome;
  /** `ftruncate()`; the size is in bytes. */
  ftruncate(file: OpenFile, size: number): Outcome;
  /** `pwrite()`; the position is in bytes. */
  write(file: OpenFile, position: number, bytes: Uint8Array): Outcome;
  /** The process stores bytes; nothing checks the address. */
  store(process: P, address: Word, bytes: Uint8Array): Outcome;
  /** The process loads bytes; nothing checks the address. */
  load(address: Word, length: number): Outcome;
  /** The process exits. */
  exit(process: P): Outcome;
  /** A call that exists only in kernels with an MMU. */
  absentCall(): Outcome;
  /** A call on a descriptor that names no open file. */
  badDescriptor(): Outcome;
  /** Something that always succeeds. */
  plainStep(): Outcome;

  /** The mapping of the process that holds this address. */
  vmaAt(process: P, address: Word): Vma | undefined;
  /** The text of /proc/PID/maps. */
  processMaps(process: P): string;
  /** The text of /proc/maps. */
  systemMaps(): string;
}
