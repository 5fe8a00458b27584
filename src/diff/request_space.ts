/**
 * One mmap() call on a machine at rest, with a driver that makes a choice of
 * its answer when it is asked.
 *
 * @module
 */
import { ERRNO, type ErrnoName } from "../abi/errno.ts";
import { toWord, type Word, type WordSize } from "../abi/word.ts";
import type { Driver } from "../files/driver.ts";
import type { ScriptedDriverOptions } from "../files/scripted_options.ts";
import { FILE, type FileChoice, READS, TYPES } from "./file_space.ts";
import { capabilitiesOf, mmapsOf, operationsOf } from "./file_space.ts";

/** An mmap() call. */
export interface MapRequest {
  /** The file and the caller; `null`: anonymous memory. */
  readonly file: FileChoice | null;
  /** The caller, where there is no file. */
  readonly caller: { readonly ptraced: boolean; readonly impliesExec: boolean };
  /** Bits of a word. */
  readonly wordSize: WordSize;
  /** Address hint. */
  readonly address: Word;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT`. */
  readonly prot: number;
  /** Bits of `MAP`. */
  readonly flags: number;
  /** Offset in bytes; wins over `pgoff`. */
  readonly offset?: Word;
  /** Offset in pages. */
  readonly pgoff: Word;
}

/** What a driver is asked for, in the order of {@linkcode ANSWER_SIZES}. */
export const ANSWER = { AREA: 0, MMAP: 1, READ: 2 } as const;

/** Answers of `get_unmapped_area`: an address, or an error. */
export type AreaOption =
  | { readonly base: number }
  | { readonly fixed: bigint }
  | ErrnoName;

/** The answers of `get_unmapped_area`; addresses are those of 64 bits. */
export const AREAS: readonly AreaOption[] = [
  { base: 0x2000_0000 },
  "ENOSYS",
  "EINVAL",
  { fixed: 0x2000_0060n },
  { fixed: -0x1000n },
  { fixed: -0x400n },
];

/** Places in {@linkcode AREAS}: an address and errors. */
export const PLAIN_AREAS: readonly number[] = [0, 1, 2];
/** Addresses that only kernels with regions can tell from others. */
export const PLACED_AREAS: readonly number[] = [3, 4];
/** An error to newer kernels and an address to those until 2.6.17. */
export const BORDER_AREA = 5;

/** The answers of `mmap`. */
export const MMAPS: readonly ("ok" | ErrnoName)[] = ["ok", "ENOSYS", "EAGAIN"];

/** The answers of reading. */
export const READ_ANSWERS: readonly NonNullable<
  ScriptedDriverOptions["read"]
>[] = ["ok", "EIO", { atMost: 100 }];

/** How many answers there are to each. */
export const ANSWER_SIZES: readonly number[] = [
  AREAS.length,
  MMAPS.length,
  READ_ANSWERS.length,
];

/** Size of the file in bytes. */
export const FILE_BYTES = 0x1_0000;

/** Makes the choices. */
export interface Chooser {
  /** The option that is chosen, from 0. */
  pick(choice: number): number;
}

/** An address in a word of the machine. */
export function fixedAddress(fixed: bigint, wordSize: WordSize): Word {
  return toWord(BigInt.asUintN(wordSize, fixed), wordSize);
}

/** The driver of a file; it answers what is chosen. */
export function choosingDriver(file: FileChoice, answers: Chooser): Driver {
  return {
    name: "scripted",
    type: TYPES[file[FILE.TYPE]!]!,
    operations: operationsOf(file),
    capabilities: capabilitiesOf(file),
    getUnmappedArea(_inode, _length, pgoff, _flags, { arch }) {
      const answer = AREAS[answers.pick(ANSWER.AREA)]!;
      if (typeof answer === "string") {
        return fixedAddress(-BigInt(ERRNO[answer]), arch.wordSize);
      }
      if ("fixed" in answer) return fixedAddress(answer.fixed, arch.wordSize);
      const at = BigInt(answer.base) + BigInt(pgoff) * BigInt(arch.pageSize);
      return fixedAddress(at, arch.wordSize);
    },
    mmap() {
      const answer = MMAPS[answers.pick(ANSWER.MMAP)]!;
      return answer === "ok" ? 0 : -ERRNO[answer];
    },
    read(inode, position, count) {
      const answer = READ_ANSWERS[answers.pick(ANSWER.READ)]!;
      if (answer === "ok") {
        return Math.max(0, Math.min(count, inode.size - position));
      }
      return typeof answer === "string"
        ? -ERRNO[answer]
        : Math.max(0, Math.min(count, answer.atMost, inode.size - position));
    },
    bytes() {},
    write: () => -ERRNO.EINVAL,
    truncate: () => ({ errno: 0, reason: "truncate" }),
  };
}

/** How many combinations of answers those that were asked for stand for. */
export function answerWeight(
  file: FileChoice | null,
  asked: (choice: number) => boolean,
  sizes: readonly number[],
): number {
  if (file === null) return 1;
  const has = [
    file[FILE.AREA] === 1,
    mmapsOf(file).mmap || mmapsOf(file).prepare,
    READS[file[FILE.READS]!] !== "none",
  ];
  return sizes.reduce(
    (weight, size, choice) =>
      has[choice] && !asked(choice) ? weight * size : weight,
    1,
  );
}
