/**
 * The steps of a plan as the words that the runner reads.
 *
 * @module
 */

import type { Word, WordSize } from "../../abi/word.ts";
import { MMAP_NO_FILE, OBSERVE, STEP, VIA } from "../layout.ts";
import type { PlanAddress, PlanObserve, PlanStep } from "./plan.ts";
import type { Words } from "./words.ts";

function observeBits(observe: PlanObserve = {}): number {
  return (observe.at === false ? 0 : OBSERVE.AT) |
    (observe.regions ? OBSERVE.REGIONS : 0) |
    (observe.vmas ? OBSERVE.VMAS : 0) |
    (observe.references ? OBSERVE.REFERENCES : 0) |
    (observe.maps ? OBSERVE.MAPS : 0) |
    (observe.regionMaps ? OBSERVE.REGION_MAPS : 0);
}

function pushAddress(words: Words, address: PlanAddress): void {
  if (typeof address === "object") {
    words.push(address.step + 1, address.offset ?? 0);
  } else words.push(0, address);
}

/**
 * Adds a step.
 *
 * @throws {RangeError} if its offset cannot be passed to the system call.
 */
export function pushStep(words: Words, step: PlanStep, bits: WordSize): void {
  const start = words.length;
  words.push(0, 0, step.process ?? 0, observeBits(step.observe));
  const operation = pushArguments(words, step, bits);
  words.set(start + 1, operation);
  words.set(start, words.length - start);
}

const PAGE_SHIFT = 12;

/** The last argument of mmap() and how it is to be passed. */
function offsetOf(
  step: PlanStep & { readonly operation: "mmap" },
  bits: WordSize,
): [offset: Word, via: number] {
  if (bits === 64) {
    return step.pgoff === undefined
      ? [step.offset ?? 0, VIA.SYSCALL]
      : [step.pgoff, VIA.PGOFF];
  }
  if (step.pgoff !== undefined) return [step.pgoff, VIA.SYSCALL];
  const offset = BigInt(step.offset ?? 0);
  if (offset % (1n << BigInt(PAGE_SHIFT)) !== 0n) {
    throw new RangeError(
      `Offset ${offset} is no multiple of 4096, mmap2() takes pages`,
    );
  }
  return [offset >> BigInt(PAGE_SHIFT), VIA.SYSCALL];
}

function pushArguments(
  words: Words,
  step: PlanStep,
  bits: WordSize,
): number {
  switch (step.operation) {
    case "mmap":
      pushAddress(words, step.address ?? 0);
      words.push(
        step.length,
        step.prot,
        step.flags,
        step.file ?? MMAP_NO_FILE,
        step.fd ?? -1,
        ...offsetOf(step, bits),
      );
      return STEP.MMAP;
    case "munmap":
    case "mlock":
    case "mincore":
      pushAddress(words, step.address);
      words.push(step.length);
      return step.operation === "munmap"
        ? STEP.MUNMAP
        : step.operation === "mlock"
        ? STEP.MLOCK
        : STEP.MINCORE;
    case "mprotect":
    case "madvise":
    case "msync":
      pushAddress(words, step.address);
      words.push(step.length, step.argument);
      return step.operation === "mprotect"
        ? STEP.MPROTECT
        : step.operation === "madvise"
        ? STEP.MADVISE
        : STEP.MSYNC;
    case "mremap":
      pushAddress(words, step.address);
      words.push(step.oldLength, step.newLength, step.flags);
      pushAddress(words, step.newAddress ?? 0);
      return STEP.MREMAP;
    case "ftruncate":
      words.push(step.file, step.size);
      return STEP.FTRUNCATE;
    case "pwrite":
      words.push(step.file, step.offset, step.bytes.length);
      words.pushBytes(step.bytes);
      return STEP.PWRITE;
    case "pread":
      words.push(step.file, step.offset, step.length);
      return STEP.PREAD;
    case "store":
      pushAddress(words, step.address);
      words.push(step.bytes.length);
      words.pushBytes(step.bytes);
      return STEP.STORE;
    case "load":
      pushAddress(words, step.address);
      words.push(step.length, step.count ?? 1, step.stride ?? 0);
      return STEP.LOAD;
    case "close":
      words.push(step.file, step.everywhere ? 1 : 0);
      return STEP.CLOSE;
    case "trim-pages":
      words.push(step.pages);
      return STEP.TRIM_PAGES;
    case "ptrace":
      words.push(step.traced ? 1 : 0);
      return STEP.PTRACE;
    case "exit":
      return STEP.EXIT;
    case "nothing":
      return STEP.NOTHING;
  }
}
