/**
 * What a kernel with an MMU is asked, and what it answers.
 *
 * @module
 */

import type { Word } from "../../abi/word.ts";

/** An image of cramfs. */
export interface MmuPlanImage {
  /** Where it lies in flash; left out: it is on a disk. */
  readonly address?: number;
  /** Bytes from there on that have a meaning; behind the image erased flash. */
  readonly filled: number;
  /** What erased flash holds. */
  readonly erased: number;
  /** The image. */
  readonly bytes: Uint8Array;
}

/** A file of an image, opened for reading. */
export interface MmuPlanFile {
  /** Place of the image. */
  readonly image: number;
  /** Path in the image, without a leading slash. */
  readonly path: string;
}

/** A system call, all of its addresses fixed. */
export type MmuPlanStep =
  | {
    readonly operation: "mmap";
    readonly address: Word;
    readonly length: Word;
    readonly prot: number;
    readonly flags: number;
    readonly file: number;
    readonly offset: Word;
  }
  | {
    readonly operation: "mprotect";
    readonly address: Word;
    readonly length: Word;
    readonly prot: number;
  }
  | {
    readonly operation: "munmap";
    readonly address: Word;
    readonly length: Word;
  };

/** The mappings of one scenario. */
export interface MmuPlanCase {
  /** Images that are mounted. */
  readonly images: readonly MmuPlanImage[];
  /** Files that are opened. */
  readonly files: readonly MmuPlanFile[];
  /** What is done. */
  readonly steps: readonly MmuPlanStep[];
}

/** A VMA of a file of an image. */
export interface MmuVma {
  /** Its line of /proc/self/maps, with the path in the image alone. */
  readonly line: string;
  /** Place of the image. */
  readonly image: number;
  /** The path in the image. */
  readonly path: string;
  /** Its line `VmFlags:` of /proc/self/smaps. */
  readonly flags: string;
}

/** A page of a mapping after it was read. */
export interface MmuPage {
  /**
   * Its physical address if it is in flash, by /proc/self/pagemap; null: no
   * page frame is shown there.
   */
  readonly from: number | "ram" | null;
  /** CRC-32 of its bytes; null: it cannot be read. */
  readonly crc: number | null;
}

/** What came of a step. */
export interface MmuStepResult {
  /** What the call returned; left out: `errno` is there. */
  readonly value?: Word;
  /** The error number. */
  readonly errno?: number;
  /** Messages of cramfs, and warnings. */
  readonly messages: readonly string[];
  /** VMAs after the step. */
  readonly vmas: readonly MmuVma[];
  /** Pages of the mapping that was made, as many as are looked at. */
  readonly pages?: readonly MmuPage[];
}

/** What came of a case. */
export interface MmuCaseResult {
  /** How it ended. */
  readonly end: "done" | "crashed" | "hung";
  /** Error number of the mount of each image, 0 for none. */
  readonly mounts: readonly number[];
  /** Error number of the opening of each file, 0 for none. */
  readonly opens: readonly number[];
  /** Steps that were done. */
  readonly steps: readonly MmuStepResult[];
}
