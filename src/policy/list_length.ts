/**
 * The checks of length and offset in the kernels before regions. Mirrors
 * mm/nommu.c, `do_mmap_pgoff()` (2.6.11) and `validate_mmap_request()`.
 *
 * @module
 */
import type { ListArch, ListRequest } from "./list_request.ts";
import { refusal, type Verdict } from "./verdict.ts";

/** The length passes. */
const LENGTH_PASSES: Verdict = 0;
/** Granted, but the capabilities were never set. */
export const CAPABILITIES_NEVER_SET: Verdict = 0x1_0000;
/** Granted, and nothing is mapped: the call answers 0. */
export const NOTHING_TO_MAP: Verdict = 0x2_0000;

const TOO_LONG_INVALID = refusal("length-beyond-task-size", "EINVAL");
const OFFSET_INVALID = refusal("offset-overflow", "EINVAL");
const ZERO_LENGTH = refusal("zero-length", "EINVAL");
const LENGTH_OVERFLOW = refusal("length-overflow", "ENOMEM");
const TOO_LONG = refusal("length-beyond-task-size", "ENOMEM");
const OFFSET_OVERFLOW = refusal("offset-overflow", "EOVERFLOW");

const TWO_32 = 0x1_0000_0000;
// Up to here neither rounding nor adding comes near the end of 32 bits.
const FAR = 0x3fff_ffff;

/**
 * Checks the length in bytes and the offset in pages of a request. It takes the
 * request, because numbers as arguments could go to the heap.
 */
export type LengthCheck = (request: ListRequest, arch: ListArch) => Verdict;

/** 2.6.11: a length that rounds to nothing is answered with success. */
export function checkLengthOrNothing(
  request: ListRequest,
  arch: ListArch,
): Verdict {
  return roundsToZero(request, arch)
    ? NOTHING_TO_MAP
    : checkExactLength(request, arch);
}

/** 2.6.12 to 2.6.19: the same exit, but now it means that all is well. */
export function checkLengthUnfinished(
  request: ListRequest,
  arch: ListArch,
): Verdict {
  return roundsToZero(request, arch)
    ? CAPABILITIES_NEVER_SET
    : checkExactLength(request, arch);
}

/** From 2.6.20 on: an errno of its own for each. */
export function checkRoundedLength(
  request: ListRequest,
  arch: ListArch,
): Verdict {
  const { length, pgoff } = request;
  if (length === 0) return ZERO_LENGTH;
  if (length <= FAR && pgoff <= FAR && arch.taskSize > 2 * FAR) {
    return LENGTH_PASSES;
  }
  if (roundsToZero(request, arch)) return LENGTH_OVERFLOW;
  const { pageShift } = arch;
  const pages = ((length - 1) >>> pageShift) + 1;
  if (pages * (1 << pageShift) > arch.taskSize) return TOO_LONG;
  return pgoff + pages >= TWO_32 ? OFFSET_OVERFLOW : LENGTH_PASSES;
}

function roundsToZero({ length }: ListRequest, arch: ListArch): boolean {
  return length === 0 || length > TWO_32 - (1 << arch.pageShift);
}

/** The length is neither rounded for TASK_SIZE nor, upwards, for the offset. */
function checkExactLength(
  { length, pgoff }: ListRequest,
  arch: ListArch,
): Verdict {
  if (length > arch.taskSize) return TOO_LONG_INVALID;
  return pgoff + (length >>> arch.pageShift) >= TWO_32
    ? OFFSET_INVALID
    : LENGTH_PASSES;
}
