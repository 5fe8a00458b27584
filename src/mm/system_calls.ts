/**
 * The system calls of a process, from their entry on.
 *
 * @module
 */
import { ERRNO, MAX_ERRNO } from "../abi/errno.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import {
  offsetInPage,
  pagesIn,
  signedWord,
  toWord,
  type Word,
} from "../abi/word.ts";
import { OpenFile } from "../files/inode.ts";
import {
  checkBits,
  checkChoice,
  checkObject,
  checkWhole,
  refuse,
} from "../given.ts";
import { givenWord } from "../abi/given_word.ts";
import { exitMmap } from "./exit.ts";
import type { Machine } from "./machine.ts";
import { doMmap } from "./mmap.ts";
import { doMremap, type MremapRequest } from "./mremap.ts";
import { doMunmap } from "./munmap.ts";
import type { Outcome } from "./outcome.ts";
import { Process } from "./process.ts";
import { MAPPING_RECORDS, type MappingRecord } from "./record.ts";
import { begin, end, FILE, PROCESS } from "./call.ts";

/** Arguments of `mmap()`. */
export interface MmapArguments {
  /** What the descriptor names; `null` for a bad descriptor. */
  readonly file: OpenFile | null;
  /** Address hint. */
  readonly address?: Word;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT_*`. */
  readonly prot: number;
  /** Bits of `MAP_*`. */
  readonly flags: number;
  /** Offset in bytes, as the 64-bit call takes it. */
  readonly offset?: Word;
  /** Offset in pages, as `mmap2()` takes it; wins over `offset`. */
  readonly pgoff?: Word;
  /**
   * `CAPABILITY` bits that lie on the stack, for the kernels before regions
   * that use them without having set them; nobody knows if left out.
   */
  readonly leftoverCapabilities?: number;
  /** Error number that the security module answers; 0 or left out: none. */
  readonly securityErrno?: number;
  /** The record of the kernel for which there is no memory. */
  readonly failingRecord?: MappingRecord;
}

/**
 * `mmap()`. Mirrors mm/nommu.c, `ksys_mmap_pgoff()` and `do_mmap()`.
 *
 * An error is not thrown: the outcome has its number and the rule that decided.
 *
 * @throws {ArgumentError} if an argument is of another type or no word.
 *
 * @example
 * ```ts
 * import { Machine, mmap } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const outcome = mmap(machine, process, {
 *   file: null,
 *   length: 100,
 *   prot: 3, // PROT_READ|PROT_WRITE
 *   flags: 0x22, // MAP_PRIVATE|MAP_ANONYMOUS
 * });
 * assertEquals([outcome.errno, outcome.value], [0, 0x8000_0000]);
 * assertEquals([outcome.backing, outcome.reason], ["anonymous", "anonymous"]);
 * ```
 */
export function mmap(
  machine: Machine,
  process: Process,
  args: MmapArguments,
): Outcome {
  const journal = begin(machine);
  if (!(process instanceof Process)) refuse(PROCESS, "process", process);
  if (typeof args !== "object" || args === null) checkObject("request", args);
  const { wordSize, pageSize } = machine.arch;
  const { writeImpliesRead, signedOffset } = machine.edition;
  const { flags } = args;
  checkBits("prot", args.prot);
  checkBits("flags", flags);
  const length = givenWord("length", args.length, wordSize);
  const address = givenWord("address", args.address ?? 0, wordSize);
  const prot = writeImpliesRead && args.prot & PROT.WRITE
    ? args.prot | PROT.READ
    : args.prot;
  let { pgoff } = args;
  if (pgoff !== undefined) pgoff = givenWord("pgoff", pgoff, wordSize);
  else {
    const offset = givenWord("offset", args.offset ?? 0, 64);
    if (offsetInPage(offset, pageSize) !== 0) {
      return journal.refused(ERRNO.EINVAL, "offset-not-page-aligned");
    }
    pgoff = signedOffset
      ? pageOffset(offset, pageSize, wordSize)
      : toWord(pagesIn(offset, pageSize), wordSize);
  }
  if (args.file !== null && !(args.file instanceof OpenFile)) {
    refuse(FILE, "file", args.file);
  }
  const file = flags & MAP.ANONYMOUS ? null : args.file;
  if (!(flags & MAP.ANONYMOUS) && (file === null || file.isPath)) {
    return journal.refused(ERRNO.EBADF, "bad-file-descriptor");
  }
  const { securityErrno = 0, failingRecord = null } = args;
  if (securityErrno !== 0) {
    checkWhole("securityErrno", securityErrno, MAX_ERRNO);
  }
  if (failingRecord !== null) {
    checkChoice("failingRecord", failingRecord, MAPPING_RECORDS);
  }
  machine.securityErrno = securityErrno;
  machine.failingRecord = failingRecord;
  if (machine.securityErrno !== 0 && machine.edition.securityFirst) {
    return journal.refused(machine.securityErrno, "security-module-refuses");
  }
  return end(
    machine,
    doMmap(machine, process, file, { address, length, prot, flags, pgoff }),
  );
}

/** The shift keeps the sign: the entry of 64-bit machines takes an `off_t`. */
function pageOffset(offset: Word, pageSize: number, wordSize: 32 | 64): Word {
  if (wordSize === 32 || typeof offset === "number") {
    return toWord(Math.floor(Number(offset) / pageSize), wordSize);
  }
  const signed = BigInt(signedWord(offset, 64));
  return toWord(signed / BigInt(pageSize), 64);
}

/**
 * `munmap()`; address and length in bytes. Mirrors mm/nommu.c, `do_munmap()`.
 *
 * @throws {ArgumentError} if an argument is of another type or no word.
 *
 * @example
 * ```ts
 * import { ERRNO, Machine, mmap, munmap } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const anonymous = { file: null, length: 8192, prot: 1, flags: 0x22 };
 * const { value } = mmap(machine, process, anonymous);
 * assertEquals(munmap(machine, process, value, 4096).errno, 0);
 * const again = munmap(machine, process, value, 4096);
 * assertEquals([again.errno, again.reason], [ERRNO.EINVAL, "munmap-not-mapped"]);
 * ```
 */
export function munmap(
  machine: Machine,
  process: Process,
  address: Word,
  length: Word,
): Outcome {
  begin(machine);
  if (!(process instanceof Process)) refuse(PROCESS, "process", process);
  const { wordSize } = machine.arch;
  const start = givenWord("address", address, wordSize);
  const bytes = givenWord("length", length, wordSize);
  return end(machine, doMunmap(machine, process, start, bytes));
}

/**
 * `mremap()`: a mapping can shrink, and grow within its region, but not move.
 * Mirrors mm/nommu.c, `do_mremap()`.
 *
 * @throws {ArgumentError} if an argument is of another type or no word.
 *
 * @example
 * ```ts
 * import { Machine, mmap, mremap } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const anonymous = { file: null, length: 8192, prot: 1, flags: 0x22 };
 * const { value: address } = mmap(machine, process, anonymous);
 * const smaller = { address, oldLength: 8192, newLength: 4096 };
 * const outcome = mremap(machine, process, {
 *   ...smaller,
 *   flags: 0,
 *   newAddress: 0,
 * });
 * assertEquals([outcome.errno, outcome.value], [0, address]);
 * ```
 */
export function mremap(
  machine: Machine,
  process: Process,
  request: MremapRequest,
): Outcome {
  begin(machine);
  if (!(process instanceof Process)) refuse(PROCESS, "process", process);
  checkObject("request", request);
  checkBits("flags", request.flags);
  const { wordSize } = machine.arch;
  return end(
    machine,
    doMremap(machine, process, {
      flags: request.flags,
      address: givenWord("address", request.address, wordSize),
      oldLength: givenWord("oldLength", request.oldLength, wordSize),
      newLength: givenWord("newLength", request.newLength, wordSize),
      newAddress: givenWord("newAddress", request.newAddress, wordSize),
    }),
  );
}

/**
 * The process exits, and all of its mappings go. Mirrors mm/nommu.c,
 * `exit_mmap()`.
 *
 * @throws {ArgumentError} if an argument is of another type.
 *
 * @example
 * ```ts
 * import { exit, Machine, mmap } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * mmap(machine, process, { file: null, length: 8192, prot: 1, flags: 0x22 });
 * assertEquals(machine.pagesAllocated, 2);
 * exit(machine, process);
 * assertEquals(machine.pagesAllocated, 0);
 * ```
 */
export function exit(machine: Machine, process: Process): Outcome {
  begin(machine);
  if (!(process instanceof Process)) refuse(PROCESS, "process", process);
  return end(machine, exitMmap(machine, process));
}
