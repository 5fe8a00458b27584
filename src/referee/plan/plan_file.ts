/**
 * Files and devices of a plan.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";

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
