/**
 * Everything about an open file and its caller that decides whether and how it
 * can be mapped.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import type { OpenMode } from "../files/inode.ts";
import { type FileType, FMODE, OPERATION } from "../policy/request.ts";
import type { Choices } from "./choices.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const CAPABILITY_BITS = [COPY, DIRECT, READ, WRITE, EXEC];

/** Types of files; a fifo stands for sockets and directories, too. */
export const TYPES: readonly FileType[] = ["chr", "reg", "blk", "fifo"];
const TYPE_WEIGHTS = [1, 1, 1, 3];

/** Ways to open a file. */
export const MODES: readonly OpenMode[] = ["rw", "r", "w"];
/** Bits of `FMODE` of each way. */
export const MODE_BITS: readonly number[] = [
  FMODE.READ | FMODE.WRITE,
  FMODE.READ,
  FMODE.WRITE,
];

/** Operations that read a file. */
export const READS = ["read_iter", "read", "both", "none"] as const;
/** Bits of `OPERATION` of each choice of them. */
export const READ_BITS: readonly number[] = [
  OPERATION.READ_ITER,
  OPERATION.READ,
  OPERATION.READ_ITER | OPERATION.READ,
  0,
];

/** Bits of `OPERATION`: the operations that map a file. */
export const MMAP_BITS: readonly number[] = [
  OPERATION.MMAP,
  0,
  OPERATION.MMAP_PREPARE,
  OPERATION.MMAP | OPERATION.MMAP_PREPARE,
];

/** The choices, in the order of {@linkcode FILE_SIZES}. */
export const FILE = {
  MMAP: 0,
  DECLARES: 1,
  AREA: 2,
  READS: 3,
  TYPE: 4,
  CAPABILITIES: 5,
  MODE: 6,
  APPEND_ONLY: 7,
  MANDATORY_LOCK: 8,
  NOEXEC: 9,
  PTRACED: 10,
  IMPLIES_EXEC: 11,
} as const;

/** How many options each choice has. */
export const FILE_SIZES: readonly number[] = [
  2,
  2,
  2,
  READS.length,
  TYPES.length,
  2 ** CAPABILITY_BITS.length,
  MODES.length,
  2,
  2,
  2,
  2,
  2,
];

/** A file and its caller: an option of every choice. */
export type FileChoice = readonly number[];

/** Bits of `OPERATION` of a choice. */
export function operationsOf(file: FileChoice): number {
  return MMAP_BITS[file[FILE.MMAP]!]! |
    (file[FILE.DECLARES] === 1 ? OPERATION.MMAP_CAPABILITIES : 0) |
    (file[FILE.AREA] === 1 ? OPERATION.GET_UNMAPPED_AREA : 0) |
    READ_BITS[file[FILE.READS]!]!;
}

/** The capabilities that the driver declares; 0 if it declares nothing. */
export function capabilitiesOf(file: FileChoice): number {
  return file[FILE.DECLARES] === 1
    ? capabilityBits(file[FILE.CAPABILITIES]!)
    : 0;
}

function capabilityBits(option: number): number {
  let bits = 0;
  for (let i = 0; i < CAPABILITY_BITS.length; i++) {
    if (option >> i & 1) bits |= CAPABILITY_BITS[i]!;
  }
  return bits;
}

/** Sets of capabilities that a file can declare, as bits. */
export const CAPABILITIES: readonly number[] = Array.from(
  { length: 2 ** CAPABILITY_BITS.length },
  (_, option) => capabilityBits(option),
);

/**
 * The options of kernels before regions, which know no `read_iter`: the first
 * one of {@linkcode READS} is left out.
 */
export const OLD_FILE_SIZES: readonly number[] = FILE_SIZES.with(
  FILE.READS,
  READS.length - 1,
);

/** The options where one of the kernels knows `mmap_prepare`. */
export const PREPARE_FILE_SIZES: readonly number[] = FILE_SIZES.with(
  FILE.MMAP,
  MMAP_BITS.length,
);

/** Whether the driver has `mmap`, and whether it has `mmap_prepare`. */
export function mmapsOf(
  file: FileChoice,
): { readonly mmap: boolean; readonly prepare: boolean } {
  const bits = MMAP_BITS[file[FILE.MMAP]!]!;
  return {
    mmap: (bits & OPERATION.MMAP) !== 0,
    prepare: (bits & OPERATION.MMAP_PREPARE) !== 0,
  };
}

/** The file and caller of a combination of these sizes. */
export function fileChoiceOf(
  choices: Choices,
  sizes: readonly number[],
): FileChoice {
  const values = choices.values();
  values[FILE.READS]! += READS.length - sizes[FILE.READS]!;
  return values;
}

/** How many files and callers a combination stands for. */
export function weightOf(choices: Choices, sizes: readonly number[]): number {
  let weight = 1;
  for (let choice = 0; choice < sizes.length; choice++) {
    if (choice === FILE.CAPABILITIES) {
      if (choices.isPicked(choice)) continue;
      const options = sizes[choice]!;
      weight *= !choices.isPicked(FILE.DECLARES)
        ? (1 + options) / 2
        : choices.pick(FILE.DECLARES) === 1
        ? options
        : 1;
    } else if (choice === FILE.TYPE) {
      weight *= choices.isPicked(choice)
        ? TYPE_WEIGHTS[choices.pick(choice)]!
        : 6;
    } else if (!choices.isPicked(choice)) weight *= sizes[choice]!;
  }
  return weight;
}

/** What hardly makes a file less plain. */
const CHEAP: ReadonlySet<number> = new Set([
  FILE.AREA,
  FILE.READS,
  FILE.TYPE,
  FILE.DECLARES,
]);

/** How far a file and its caller are from the plainest. */
export function costOf(file: FileChoice): number {
  let cost = 0;
  for (let choice = 0; choice < file.length; choice++) {
    const option = file[choice]!;
    if (choice === FILE.CAPABILITIES) {
      for (let bits = option; bits !== 0; bits &= bits - 1) cost++;
    } else if (option !== 0) cost += CHEAP.has(choice) ? 1 : 2;
  }
  return cost;
}
