/**
 * What the real kernel is asked to do: cases of files, processes and steps.
 *
 * @module
 */

import type { Word, WordSize } from "../abi/word.ts";

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

/** Type of an inode. */
export type PlanInodeType = "reg" | "chr" | "blk" | "fifo" | "sock" | "dir";

/** How a file is opened. */
export type PlanMode = "r" | "w" | "rw" | "path";

/** What all files have. */
export interface PlanOpening {
  /** How it is opened; each process opens it at its first use. */
  readonly mode: PlanMode;
  /** It is opened through a mount with `MS_NOEXEC`. */
  readonly noexec?: boolean;
}

/** A file whose operations are there or not and answer as said. */
export interface ProbeFile extends PlanOpening {
  /** Tells the kinds of files apart. */
  readonly kind: "probe";
  /** Type of its inode. */
  readonly type: PlanInodeType;
  /** Its size in bytes. */
  readonly size: Word;
  /** Answer of `.mmap_capabilities`; left out: no such operation. */
  readonly capabilities?: number;
  /** Answer of `.get_unmapped_area`; left out: no such operation. */
  readonly getUnmappedArea?: PlanAreaAnswer;
  /**
   * Answer of `.mmap`: 0, a positive error number, or `ENOSYS` unless the VMA
   * is a shared one, as ramfs does. `"absent"`: no such operation.
   */
  readonly mmap: number | "shared-only" | "absent";
  /** Which operations to read there are. */
  readonly readWith: "none" | "read_iter" | "read" | "both";
  /** Their answer: all there is, so many bytes at most, or an error number. */
  readonly read?: "all" | { readonly atMost: Word } | {
    readonly errno: number;
  };
  /**
   * What is read: the pattern of a fill (word = offset + 1), bytes (then
   * zeros), or memory that a step may have changed meanwhile.
   */
  readonly contents?: "pattern" | Uint8Array | {
    readonly address: number;
    readonly length: number;
  };
  /** The inode is append-only. */
  readonly appendOnly?: boolean;
  /** Inode number, as in /proc/PID/maps. */
  readonly inode?: number;
}

/**
 * Where a device says that it is; `base` is that of offset 0. `int`: the
 * address goes through a variable of that type first.
 */
export type PlanAreaAnswer =
  | { readonly base: Word; readonly int?: boolean }
  | { readonly fixed: Word; readonly int?: boolean }
  | { readonly errno: number };

/** A real file of ramfs, its pages in one piece by `ftruncate()`. */
export interface RamfsFile extends PlanOpening {
  /** Tells the kinds of files apart. */
  readonly kind: "ramfs";
  /** Its size in bytes. */
  readonly size: number;
  /** What is written to it; left out: nothing, it holds zeros. */
  readonly contents?: "pattern" | Uint8Array;
  /** The inode is append-only. */
  readonly appendOnly?: boolean;
}

/** A file that is there anyway, such as `/dev/zero`. */
export interface PathFile extends PlanOpening {
  /** Tells the kinds of files apart. */
  readonly kind: "path";
  /** Its path on the target. */
  readonly path: string;
}

/** Another opening of the inode of an earlier file. */
export interface SameFile extends PlanOpening {
  /** Tells the kinds of files apart. */
  readonly kind: "same";
  /** Position of the earlier file. */
  readonly file: number;
}

/** A socket, one for each process. */
export interface SocketFile extends PlanOpening {
  /** Tells the kinds of files apart. */
  readonly kind: "socket";
}

/** A file of a case. */
export type PlanFile =
  | ProbeFile
  | RamfsFile
  | PathFile
  | SameFile
  | SocketFile;

/** What a device is. */
export type PlanDeviceKind =
  /** A memory technology device in RAM or ROM, or one that says it is NAND. */
  | "RAM"
  | "ROM"
  | "NAND"
  /** A chip of NOR flash, at its own address. */
  | "NOR"
  /** A frame buffer. */
  | "fb"
  /** A disk in RAM. */
  | "block"
  /** A named pipe. */
  | "fifo"
  /** A directory. */
  | "folder";

/** A device that a driver of the kernel itself finds before the first step. */
export interface PlanDevice {
  /** What it is. */
  readonly kind: PlanDeviceKind;
  /** Address of its memory, if it has any. */
  readonly address?: Word;
  /** Bytes. */
  readonly size?: number;
  /** A memory technology device that cannot be addressed as memory. */
  readonly pointless?: boolean;
  /** A frame buffer whose driver has no `fb_mmap`. */
  readonly withoutFbMmap?: boolean;
  /** What the kernel writes to it: to flash and disks. */
  readonly contents?: Uint8Array;
  /** File system that is mounted from it. */
  readonly mount?: "cramfs" | "romfs";
  /** It is mounted with `noexec`. */
  readonly noexec?: boolean;
}

/** Path of the node of a device, by its position in the case. */
export function devicePath(index: number): string {
  return `/k/d${String.fromCharCode(97 + index)}`;
}

/** Path under which the file system on a device is mounted. */
export function mountPath(index: number): string {
  return `/k/m${String.fromCharCode(97 + index)}`;
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
