/**
 * The checks that have come or gone between the kernels from 2.6.29 on, as an
 * edition declares them and as one number that the validation tests.
 *
 * @module
 */
import { OPERATION } from "./request.ts";

/** Checks that have come or gone. */
export interface Checks {
  /** A non-zero address hint is refused (until 2.6.31). */
  readonly refusesHint: boolean;
  /** The file must be open for reading (since 2.6.31). */
  readonly needsReadMode: boolean;
  /** A private mapping beyond the capabilities is copied (since 2.6.35). */
  readonly copiesBeyondCapabilities: boolean;
  /** No capabilities at all stand for the defaults (until 3.19). */
  readonly zeroMeansDefaults: boolean;
  /** Operations of which one makes a file readable: bits of `OPERATION`. */
  readonly readOperations: number;
  /** Operations of which one, and no two, maps a file: bits of `OPERATION`. */
  readonly mapOperations: number;
  /** A mandatory lock is in the way of MAP_SHARED (until 5.14). */
  readonly mandatoryLocks: boolean;
}

/** The checks of Linux 5.15 and later. */
export const CHECKS_5_15: Checks = {
  refusesHint: false,
  needsReadMode: true,
  copiesBeyondCapabilities: true,
  zeroMeansDefaults: false,
  readOperations: OPERATION.READ_ITER | OPERATION.READ,
  mapOperations: OPERATION.MMAP,
  mandatoryLocks: false,
};

/** Bits of {@linkcode packChecks}, above those of `OPERATION`. */
export const CHECK = {
  REFUSES_HINT: 0x100,
  NEEDS_READ_MODE: 0x200,
  COPIES_BEYOND_CAPABILITIES: 0x400,
  ZERO_MEANS_DEFAULTS: 0x800,
  MANDATORY_LOCKS: 0x1000,
} as const;

/** Bits of `OPERATION` that make a file readable. */
export const READ_OPERATIONS: number = OPERATION.READ_ITER | OPERATION.READ;

/** Bits of `OPERATION` that map a file. */
export const MAP_OPERATIONS: number = OPERATION.MMAP | OPERATION.MMAP_PREPARE;

/**
 * The checks in one number: the operations that read and map as their own bits,
 * and one bit of {@linkcode CHECK} for each of the others.
 */
export function packChecks(checks: Checks): number {
  return (checks.readOperations & READ_OPERATIONS) |
    (checks.mapOperations & MAP_OPERATIONS) |
    (checks.refusesHint ? CHECK.REFUSES_HINT : 0) |
    (checks.needsReadMode ? CHECK.NEEDS_READ_MODE : 0) |
    (checks.copiesBeyondCapabilities ? CHECK.COPIES_BEYOND_CAPABILITIES : 0) |
    (checks.zeroMeansDefaults ? CHECK.ZERO_MEANS_DEFAULTS : 0) |
    (checks.mandatoryLocks ? CHECK.MANDATORY_LOCKS : 0);
}
