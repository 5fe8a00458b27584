/**
 * What a machine's memory looks like at one moment, as plain data: the machine
 * goes on, the snapshot stays. Addresses are exact and do not wrap, so that an
 * end may lie one past the last address.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";

/** A range of addresses; the end is not in it. */
export interface Extent {
  /** First address. */
  readonly start: bigint;
  /** Address after the last one. */
  readonly end: bigint;
}

/** Memory that is there: RAM, or a device's own. */
export interface AreaView extends Extent {
  /** `RAM`, or the name of the file. */
  readonly name: string;
  /** Which of the two. */
  readonly kind: "ram" | "window";
}

/** Pages of RAM that hold a file. */
export interface FilePagesView extends Extent {
  /** Name of the file. */
  readonly name: string;
}

/** What backs a region. */
export type BackingView = "direct" | "copy" | "anonymous";

/** A region. */
export interface RegionView extends Extent {
  /** Its number. */
  readonly id: number;
  /** Address after the last allocated byte. */
  readonly top: bigint;
  /** Offset in the file, in pages. */
  readonly pgoff: Word;
  /** VMAs that use it. */
  readonly usage: number;
  /** `VM_*` flags. */
  readonly flags: number;
  /** What backs it. */
  readonly backing: BackingView;
  /** Name of its file, or `null`. */
  readonly file: string | null;
}

/** A mapping of a process. */
export interface VmaView extends Extent {
  /** Its number. */
  readonly id: number;
  /** Place of the process in {@linkcode Snapshot.processes}. */
  readonly process: number;
  /** Number of its region. */
  readonly region: number;
  /** `VM_*` flags. */
  readonly flags: number;
}

/** A process. */
export interface ProcessView {
  /** Its name. */
  readonly name: string;
  /** A debugger is attached. */
  readonly ptraced: boolean;
  /** It has exited. */
  readonly exited: boolean;
}

/** A machine's memory at one moment. */
export interface Snapshot {
  /** RAM and the windows of devices, by address. */
  readonly areas: readonly AreaView[];
  /** Free runs of RAM. */
  readonly free: readonly Extent[];
  /** RAM that others hold for good. */
  readonly reserved: readonly Extent[];
  /** RAM that holds files. */
  readonly filePages: readonly FilePagesView[];
  /** Regions, by address. */
  readonly regions: readonly RegionView[];
  /** Mappings of all processes. */
  readonly vmas: readonly VmaView[];
  /** Processes, in order of creation. */
  readonly processes: readonly ProcessView[];
  /** Pages held by copies and anonymous memory. */
  readonly pagesAllocated: number;
  /** Free pages of RAM. */
  readonly freePages: number;
  /** Equal snapshots have equal keys. */
  readonly key: string;
}

/** What of a machine does not change: where its RAM is. */
export interface RamView extends Extent {
  /** RAM that others hold for good. */
  readonly reserved: readonly Extent[];
}

/** Orders extents by their first address. */
export function byStart(a: Extent, b: Extent): number {
  return a.start < b.start ? -1 : a.start > b.start ? 1 : 0;
}
