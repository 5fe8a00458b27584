/**
 * What the policy is asked about: a request, the file that it names, and the
 * caller. Plain data; nothing here has state.
 *
 * @module
 */
import type { Word, WordSize } from "../abi/word.ts";

/** The type bits of an inode's mode. */
export type FileType = "reg" | "blk" | "chr" | "fifo" | "sock" | "dir";

/** All file types, in the order of their description. */
export const FILE_TYPES: readonly FileType[] = [
  "reg",
  "blk",
  "chr",
  "fifo",
  "sock",
  "dir",
];

/** Operations that a driver may have, one bit each (`struct file_operations`). */
export const OPERATION = {
  MMAP: 0x1,
  MMAP_CAPABILITIES: 0x2,
  GET_UNMAPPED_AREA: 0x4,
  READ_ITER: 0x8,
  READ: 0x10,
  MMAP_PREPARE: 0x20,
} as const;

/** How a file was opened: `FMODE_*` of include/linux/fs.h. */
export const FMODE = { READ: 0x1, WRITE: 0x2 } as const;

/** What the policy looks at in an open file. */
export interface PolicyFile {
  /** Type of the inode. */
  readonly type: FileType;
  /** Bits of {@linkcode OPERATION}. */
  readonly operations: number;
  /** Answer of `mmap_capabilities`; without that operation it is not used. */
  readonly capabilities: number;
  /** Bits of {@linkcode FMODE}. */
  readonly mode: number;
  /** The inode is append-only (`S_APPEND`). */
  readonly appendOnly: boolean;
  /** Somebody holds a mandatory lock on the inode. */
  readonly mandatoryLock: boolean;
  /** The mount, or its filesystem, forbids execution (`path_noexec()`). */
  readonly noexec: boolean;
}

/** What the policy looks at in the calling process. */
export interface Caller {
  /** A debugger is attached (`current->ptrace`). */
  readonly ptraced: boolean;
  /** The personality has `READ_IMPLIES_EXEC`. */
  readonly readImpliesExec: boolean;
}

/** The arguments of `do_mmap()`. */
export interface MmapRequest {
  /** Address hint; the no-MMU kernel ignores it. */
  readonly address: Word;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT_*`. */
  readonly prot: number;
  /** Bits of `MAP_*`. */
  readonly flags: number;
  /** Offset in the file, in pages. */
  readonly pgoff: Word;
}

/** The constants of an architecture that the policy depends on. */
export interface Arch {
  /** Bits of `unsigned long`. */
  readonly wordSize: WordSize;
  /** Bytes in a page, a power of two. */
  readonly pageSize: number;
  /** Largest length that may be mapped, in bytes: `TASK_SIZE`. */
  readonly taskSize: Word;
}
