/**
 * Requests for the benchmarks: the same ones in every run, and such that every
 * check of the policy is met.
 *
 * @module
 */
import { maxWord, type Word, type WordSize } from "../src/abi/word.ts";
import {
  type Caller,
  FILE_TYPES,
  type MmapRequest,
  type PolicyFile,
} from "../src/policy/request.ts";

/** One question to the policy. */
export interface Question {
  readonly request: MmapRequest;
  /** `null`: anonymous memory. */
  readonly file: PolicyFile | null;
  readonly caller: Caller;
}

/** Numbers from 0 to below `limit`, the same for the same seed (mulberry32). */
export function randomBelow(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor(((t ^ (t >>> 14)) >>> 0) / 2 ** 32 * limit);
  };
}

/** Questions of all kinds; most drivers are whole, most lengths are usual. */
export function questions(count: number, wordSize: WordSize): Question[] {
  const below = randomBelow(wordSize);
  const files = Array.from({ length: 64 }, () => fileOf(below));
  const callers = Array.from({ length: 4 }, (_, bits) => ({
    ptraced: (bits & 1) !== 0,
    readImpliesExec: (bits & 2) !== 0,
  }));
  return Array.from({ length: count }, () => ({
    request: requestOf(below, wordSize),
    file: below(8) === 0 ? null : files[below(files.length)]!,
    caller: callers[below(4) === 0 ? below(callers.length) : 0]!,
  }));
}

type Below = (limit: number) => number;

function requestOf(below: Below, bits: WordSize): MmapRequest {
  const type = below(50) === 0 ? below(4) : 1 + below(2);
  const others = below(100) === 0 ? 0x10 : below(8) === 0 ? 0x2000 : 0;
  return {
    address: 0,
    length: lengthOf(below, bits),
    prot: below(8),
    flags: type | others,
    pgoff: below(500) === 0 ? 2 ** bits / 4096 - 1 : below(64),
  };
}

function lengthOf(below: Below, bits: WordSize): Word {
  switch (below(1000)) {
    case 0:
      return 0;
    case 1:
      return maxWord(bits);
    default:
      return 1 + below(0x10_0000);
  }
}

function fileOf(below: Below): PolicyFile {
  const whole = below(4) !== 0;
  return {
    type: FILE_TYPES[below(whole ? 3 : 6)]!,
    operations: whole ? 0xf : below(32),
    capabilities: (whole ? 9 : [0, 1, 8, 9][below(4)]!) | below(8) << 4,
    mode: below(8) === 0 ? below(4) : 3,
    appendOnly: below(16) === 0,
    mandatoryLock: false,
    noexec: below(8) === 0,
  };
}
