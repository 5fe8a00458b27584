/**
 * The checks of length and offset in the kernels before regions. Mirrors
 * mm/nommu.c, `do_mmap_pgoff()` (2.6.11) and `validate_mmap_request()`.
 *
 * @module
 */
import type { ListArch } from "./list_request.ts";
import { refusal, type Verdict } from "./verdict.ts";

/** The length passes. */
export const LENGTH_PASSES: Verdict = 0;
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

/** Checks a length in bytes and an offset in pages. */
export type LengthCheck = (
  length: number,
  pgoff: number,
  arch: ListArch,
) => Verdict;

/** 2.6.11: a length that rounds to nothing is answered with success. */
export function checkLengthOrNothing(
  length: number,
  pgoff: number,
  arch: ListArch,
): Verdict {
  return roundsToZero(length, arch)
    ? NOTHING_TO_MAP
    : checkExactLength(length, pgoff, arch);
}

/** 2.6.12 to 2.6.19: the same exit, but now it means that all is well. */
export function checkLengthUnfinished(
  length: number,
  pgoff: number,
  arch: ListArch,
): Verdict {
  return roundsToZero(length, arch)
    ? CAPABILITIES_NEVER_SET
    : checkExactLength(length, pgoff, arch);
}

/** From 2.6.20 on: an errno of its own for each. */
export function checkRoundedLength(
  length: number,
  pgoff: number,
  arch: ListArch,
): Verdict {
  if (length === 0) return ZERO_LENGTH;
  if (roundsToZero(length, arch)) return LENGTH_OVERFLOW;
  const page = 2 ** arch.pageShift;
  const rounded = Math.ceil(length / page) * page;
  if (rounded > arch.taskSize) return TOO_LONG;
  return pgoff + rounded / page >= TWO_32 ? OFFSET_OVERFLOW : LENGTH_PASSES;
}

function roundsToZero(length: number, arch: ListArch): boolean {
  return length === 0 || length > TWO_32 - 2 ** arch.pageShift;
}

/** The length is neither rounded for TASK_SIZE nor, upwards, for the offset. */
function checkExactLength(
  length: number,
  pgoff: number,
  arch: ListArch,
): Verdict {
  if (length > arch.taskSize) return TOO_LONG_INVALID;
  return pgoff + (length >>> arch.pageShift) >= TWO_32
    ? OFFSET_INVALID
    : LENGTH_PASSES;
}
