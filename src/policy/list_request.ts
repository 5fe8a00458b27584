/**
 * What the kernels before regions (2.6.11 to 2.6.28) decide about. All of their
 * machines have 32-bit words, so every word here is a number below 2^32.
 *
 * @module
 */
import type { FileType } from "./request.ts";

/** A capability of a backing device that the policy does not look at. */
export const OTHER_CAPABILITY = 0x80;

/** What the policy looks at in an open file. */
export interface ListPolicyFile {
  /** Type of the inode. */
  readonly type: FileType;
  /** Bits of `OPERATION`: MMAP, GET_UNMAPPED_AREA and READ count. */
  readonly operations: number;
  /**
   * The capabilities of the backing device, as bits of `CAPABILITY` and
   * {@linkcode OTHER_CAPABILITY}; 0 without a backing device.
   */
  readonly capabilities: number;
  /** The backing device lives in memory (2.6.11 only). */
  readonly memoryBacked: boolean;
  /** Bits of `FMODE`. */
  readonly mode: number;
  /** The inode is append-only. */
  readonly appendOnly: boolean;
  /** The inode is under a mandatory lock. */
  readonly mandatoryLock: boolean;
  /** The mount forbids execution. */
  readonly noexec: boolean;
}

/** The arguments of `do_mmap_pgoff()`. */
export interface ListRequest {
  /** Address hint. */
  readonly address: number;
  /** Length in bytes. */
  readonly length: number;
  /** Bits of `PROT_*`. */
  readonly prot: number;
  /** Bits of `MAP_*`. */
  readonly flags: number;
  /** Offset in the file, in pages. */
  readonly pgoff: number;
}

/** The constants of a machine that the policy depends on. */
export interface ListArch {
  /** Binary logarithm of the page size. */
  readonly pageShift: number;
  /** Largest length that may be mapped, in bytes: `TASK_SIZE`. */
  readonly taskSize: number;
}
