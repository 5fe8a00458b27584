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
import { FMODE } from "../policy/request.ts";
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

/** `mmap()`. */
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

/** `munmap()`. */
export function munmap(
  machine: Machine,
  process: Process,
  address: Word,
  length: Word,
): Outcome {
  begin(machine);
  return end(machine, doMunmap(machine, process, address, length));
}

/** `mremap()`. */
export function mremap(
  machine: Machine,
  process: Process,
  request: MremapRequest,
): Outcome {
  begin(machine);
  return end(machine, doMremap(machine, process, request));
}

/** `ftruncate()`; the size is in bytes. */
export function ftruncate(
  machine: Machine,
  file: OpenFile,
  size: number,
): Outcome {
  const journal = begin(machine);
  if (file.isPath) return journal.refused(ERRNO.EBADF, "bad-file-descriptor");
  if (file.type !== "reg" || !(file.mode & FMODE.WRITE)) {
    return journal.refused(ERRNO.EINVAL, "truncate-not-open-for-writing");
  }
  if (file.appendOnly) {
    return journal.refused(ERRNO.EPERM, "truncate-append-only");
  }
  const { inode } = file;
  if (size === inode.size) return journal.done("truncate");
  const { errno, reason } = inode.driver.truncate(inode, size, machine);
  return end(
    machine,
    errno === 0 ? journal.done(reason) : journal.refused(errno, reason),
  );
}

/** `pwrite()`; position in bytes. */
export function write(
  machine: Machine,
  file: OpenFile,
  position: number,
  bytes: Uint8Array,
): Outcome {
  const journal = begin(machine);
  if (file.isPath || !(file.mode & FMODE.WRITE)) {
    return journal.refused(ERRNO.EBADF, "not-open-for-writing");
  }
  const { inode } = file;
  const taken = inode.driver.write(inode, position, bytes, machine);
  if (taken < 0) return journal.refused(-taken, "write-fails");
  return journal.done("done", taken);
}

/** The process stores bytes; nothing checks the address. */
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

/** The process loads bytes; nothing checks the address. */
export function load(
  machine: Machine,
  address: Word,
  length: number,
): Outcome {
  const journal = begin(machine);
  return journal.loaded(machine.memory.read(address, length));
}

/** The process exits. */
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
