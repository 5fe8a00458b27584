/**
 * The system calls of a process, from their entry on.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import {
  offsetInPage,
  pagesIn,
  signedWord,
  toWord,
  type Word,
} from "../abi/word.ts";
import type { Inode, OpenFile } from "../files/inode.ts";
import { truncateFile, writeFile } from "./file_calls.ts";
import { exitMmap } from "./exit.ts";
import type { Machine } from "./machine.ts";
import { doMmap } from "./mmap.ts";
import { doMremap, type MremapRequest } from "./mremap.ts";
import { doMunmap } from "./munmap.ts";
import { Journal, type Outcome } from "./outcome.ts";
import type { Process } from "./process.ts";
import type { MappingRecord } from "./record.ts";

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

function begin(machine: Machine): Journal {
  return machine.journal = new Journal();
}

function end(machine: Machine, outcome: Outcome): Outcome {
  if (machine.journal.fatal) machine.dead = true;
  return outcome;
}

/**
 * `mmap()`. Mirrors mm/nommu.c, `ksys_mmap_pgoff()` and `do_mmap()`.
 *
 * An error is not thrown: the outcome has its number and the rule that decided.
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
  const { wordSize, pageSize } = machine.arch;
  const { writeImpliesRead, signedOffset } = machine.edition;
  const { flags, length } = args;
  const prot = writeImpliesRead && args.prot & PROT.WRITE
    ? args.prot | PROT.READ
    : args.prot;
  let { pgoff } = args;
  if (pgoff === undefined) {
    const offset = args.offset ?? 0;
    if (offsetInPage(offset, pageSize) !== 0) {
      return journal.refused(ERRNO.EINVAL, "offset-not-page-aligned");
    }
    pgoff = signedOffset
      ? pageOffset(offset, pageSize, wordSize)
      : toWord(pagesIn(offset, pageSize), wordSize);
  }
  const file = flags & MAP.ANONYMOUS ? null : args.file;
  if (!(flags & MAP.ANONYMOUS) && (file === null || file.isPath)) {
    return journal.refused(ERRNO.EBADF, "bad-file-descriptor");
  }
  machine.securityErrno = args.securityErrno ?? 0;
  machine.failingRecord = args.failingRecord ?? null;
  if (machine.securityErrno !== 0 && machine.edition.securityFirst) {
    return journal.refused(machine.securityErrno, "security-module-refuses");
  }
  const address = args.address ?? 0;
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
  return end(machine, doMunmap(machine, process, address, length));
}

/**
 * `mremap()`: a mapping can shrink, and grow within its region, but not move.
 * Mirrors mm/nommu.c, `do_mremap()`.
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
  return end(machine, doMremap(machine, process, request));
}

/**
 * `ftruncate()`; the size is in bytes. Files of ramfs get one run of pages when
 * they grow from nothing. Mirrors fs/ramfs/file-nommu.c,
 * `ramfs_nommu_resize()`, and mm/nommu.c, `nommu_shrink_inode_mappings()`.
 *
 * @example
 * ```ts
 * import { ftruncate, Machine, mmap, OpenFile, RAMFS } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const inode = machine.createInode({
 *   name: "shm",
 *   driver: RAMFS,
 *   size: 0,
 *   path: "/dev/shm/x",
 *   device: "00:10",
 *   number: 1,
 * });
 * const file = new OpenFile(inode, "rw");
 * ftruncate(machine, file, 8192);
 * const shared = { file, length: 8192, prot: 3, flags: 1 };
 * assertEquals(mmap(machine, process, shared).reason, "shared-direct");
 * const cut = ftruncate(machine, file, 0);
 * assertEquals([cut.errno, cut.reason], [26, "truncate-shared-mapping"]); // ETXTBSY
 * ```
 */
export function ftruncate(
  machine: Machine,
  file: OpenFile,
  size: number,
): Outcome {
  const journal = begin(machine);
  return end(machine, truncateFile(journal, file, size, machine));
}

/**
 * `pwrite()`; position in bytes. The value is the number of bytes that were
 * taken. Mirrors fs/read_write.c, `ksys_pwrite64()`.
 */
export function write(
  machine: Machine,
  file: OpenFile,
  position: number,
  bytes: Uint8Array,
): Outcome {
  return writeFile(begin(machine), file, position, bytes, machine);
}

/**
 * The process stores bytes; without an MMU nothing checks the address.
 *
 * @example
 * ```ts
 * import { load, Machine, mmap, store } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const anonymous = { file: null, length: 4096, prot: 3, flags: 0x22 };
 * const { value } = mmap(machine, process, anonymous);
 * store(machine, process, value, Uint8Array.of(1, 2));
 * assertEquals(load(machine, value, 4).bytes, Uint8Array.of(1, 2, 0, 0));
 * ```
 */
export function store(
  machine: Machine,
  process: Process,
  address: Word,
  bytes: Uint8Array,
): Outcome {
  const journal = begin(machine);
  const file = process.tree.at(address)?.file;
  if (file) machine.beforeStore(file.inode as Inode, address);
  machine.memory.write(address, bytes);
  return journal.done("done");
}

/**
 * The process loads `length` bytes; without an MMU nothing checks the address.
 * {@linkcode store} has an example.
 */
export function load(
  machine: Machine,
  address: Word,
  length: number,
): Outcome {
  const journal = begin(machine);
  return journal.loaded(machine.memory.read(address, length));
}

/**
 * The process exits, and all of its mappings go. Mirrors mm/nommu.c,
 * `exit_mmap()`.
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
  return end(machine, exitMmap(machine, process));
}

/** `mprotect()`, `madvise()`, `mlock()`, `msync()`, `mincore()`. */
export function absentCall(machine: Machine): Outcome {
  return begin(machine).refused(ERRNO.ENOSYS, "call-absent");
}

/** Any call on a descriptor that is closed. */
export function badDescriptor(machine: Machine): Outcome {
  return begin(machine).refused(ERRNO.EBADF, "bad-file-descriptor");
}

/** A step that always succeeds. */
export function plainStep(machine: Machine): Outcome {
  return begin(machine).done("done");
}
