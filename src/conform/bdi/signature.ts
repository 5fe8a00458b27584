/**
 * The outcome of a call as a row of numbers, for comparing millions of them: two
 * equal rows are written down equally.
 *
 * @module
 */
import type { Fate } from "../../mm/list/result.ts";
import type { BdiWorld } from "./world.ts";

const FATES: readonly Fate[] = [
  "ok",
  "err",
  "BUG",
  "OOPS",
  "UNINIT",
  "DEADLOCK",
];

/** Words of a signature before those of the trace. */
const HEAD = 16;

/** Numbers of the crashes, in the order in which they were met. */
const crashes = new Map<string, number>();

function crashNumber(crash: string | null): number {
  if (crash === null) return -1;
  let number = crashes.get(crash);
  if (number === undefined) crashes.set(crash, number = crashes.size);
  return number;
}

/** Writes the signatures of calls that were made in a fresh world. */
export class Signature {
  /** The words; those from `length` on mean nothing. */
  words: Float64Array = new Float64Array(HEAD + 256);
  /** Words in use. */
  length = 0;

  /** Takes down the last call. */
  take(world: BdiWorld, totalVm: number, references: number): void {
    const { machine } = world;
    const { result, journal } = machine;
    const { trace } = journal;
    if (HEAD + trace.length > this.words.length) {
      this.words = new Float64Array(HEAD + trace.length);
    }
    const { words } = this;
    const { vma } = result;
    words[0] = FATES.indexOf(result.fate);
    words[1] = result.fate === "err" ? result.errno : 0;
    words[2] = crashNumber(result.crash);
    words[3] = result.lockHeld ? 1 : 0;
    words[4] = machine.realalloc;
    words[5] = machine.askedalloc;
    words[6] = totalVm;
    words[7] = references;
    words[8] = vma === null ? -1 : vma.start;
    words[9] = vma === null ? 0 : vma.end;
    words[10] = vma === null ? 0 : vma.flags >>> 0;
    words[11] = vma === null ? 0 : machine.kmalloc.sizeOf(vma.start);
    words[12] = vma === null || vma.file === null ? 0 : 1;
    words[13] = result.reused ? 1 : 0;
    words[14] = journal.filled;
    words[15] = journal.zeroed;
    for (let i = 0; i < trace.length; i++) words[HEAD + i] = trace.words[i]!;
    this.length = HEAD + trace.length;
  }

  /** A copy of the words in use. */
  copy(): Float64Array {
    return this.words.slice(0, this.length);
  }

  /** Whether the words in use are these. */
  equals(other: Float64Array): boolean {
    const { length, words } = this;
    if (other.length !== length) return false;
    for (let i = 0; i < length; i++) if (words[i] !== other[i]) return false;
    return true;
  }
}
