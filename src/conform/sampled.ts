/**
 * What a new mapping holds, in the short form of the recordings: a word every
 * 256 bytes is `p` (as in the file), `z` (zero), `b` (the device's buffer) or
 * `o` (anything else), with run lengths.
 *
 * @module
 */
import { subtractWords } from "../abi/word.ts";
import type { Machine } from "../mm/machine.ts";
import type { Outcome } from "../mm/outcome.ts";

const STEP = 256;
const WORD = 8;

/** The samples of a mapping, such as `p20z12`. */
export function sampledData(machine: Machine, outcome: Outcome): string {
  const vma = outcome.vma!;
  const length = subtractWords(vma.end, vma.start, machine.arch.wordSize);
  const count = Number(length) / STEP;
  if (outcome.backing === "direct") return `b${count}`;
  const { origin } = vma.region;
  const filled = origin === null
    ? 0
    : Math.min(count, Math.ceil(Math.max(0, origin.filled - WORD + 1) / STEP));
  const cleared = count - filled;
  return (filled > 0 ? `p${filled}` : "") + (cleared > 0 ? `z${cleared}` : "");
}
