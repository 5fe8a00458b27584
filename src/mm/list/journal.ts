/**
 * Notes of the system call that is running.
 *
 * @module
 */
import { Trace } from "./trace.ts";

/** Hazards that do not end a call, one bit each. */
export const LIST_HAZARD = {
  "uninitialised-capabilities": 0x1,
  "error-address-mapped": 0x2,
  "mapped-at-zero": 0x4,
  "direct-against-capabilities": 0x8,
  "joined-other-protection": 0x10,
  "joined-other-length": 0x20,
  "private-on-shared": 0x40,
  "shared-on-private-copy": 0x80,
  "stale-copy": 0x100,
  "total-vm-negative": 0x200,
  "device-memory-freed": 0x400,
  "shared-copy-leaked": 0x800,
  "positive-answer-returned": 0x1000,
} as const;

/** Hazards that end a call: what the kernel stops at. */
export type CrashId =
  | "driver-accepts-unshareable"
  | "vma-start-taken"
  | "prio-tree-inconsistent"
  | "null-file-released"
  | "null-mapping-used"
  | "null-mmap-operation"
  | "null-read-operation"
  | "null-operations-table"
  | "null-file-compared"
  | "null-page-released"
  | "semaphore-left-held"
  | "capabilities-unknown";

/** Rules that take something away after the validation, one bit each. */
export const LATE_RULE = {
  "get-unmapped-area-enosys": 0x1,
  "private-mmap-enosys": 0x2,
} as const;

/** What a system call did on its way. */
export class ListJournal {
  /** The events. */
  readonly trace: Trace = new Trace();
  /** Bits of {@linkcode LIST_HAZARD}. */
  hazards = 0;
  /** Bits of {@linkcode LATE_RULE}. */
  late = 0;
  /** Bytes that a read put into the copy. */
  filled = 0;
  /** Bytes that were cleared. */
  zeroed = 0;

  /** Starts the notes of another call. */
  reset(): void {
    this.trace.length = 0;
    this.hazards = 0;
    this.late = 0;
    this.filled = 0;
    this.zeroed = 0;
  }
}
