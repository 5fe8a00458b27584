/**
 * The VMAs of a process on a machine with an MMU, as far as mappings of cramfs
 * make and cut them.
 *
 * @module
 */

import { ERRNO } from "../../abi/errno.ts";
import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
import {
  addWords,
  offsetInPage,
  pageAlign,
  pagesIn,
  subtractWords,
  type Word,
  type WordSize,
} from "../../abi/word.ts";
import { BLOCK_BYTES } from "./constants.ts";
import { type CramfsVma, formatMapsLine, partOfVma } from "./maps.ts";

/** Where the first mapping goes that says nothing about its place. */
const FIRST = 0x4000_0000;

/**
 * An address space.
 *
 * @example
 * ```ts
 * import { MmuSpace } from "./space.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const space = new MmuSpace(32);
 * space.place({
 *   start: 0x8000,
 *   end: 0xb000,
 *   vmFlags: 1,
 *   pgoff: 0x22001,
 *   device: [0, 12],
 *   ino: 76,
 *   path: "/app",
 * });
 * space.unmap(0x9000, 0x1000);
 * assertEquals(space.maps().split("\n").length, 3);
 * ```
 */
export class MmuSpace {
  readonly #bits: WordSize;
  #vmas: CramfsVma[] = [];

  /** Starts empty. */
  constructor(bits: WordSize) {
    this.#bits = bits;
  }

  /** The first address after everything. */
  get free(): Word {
    return this.#vmas.at(-1)?.end ?? FIRST;
  }

  /**
   * Enters a VMA; what was there before is cut away, as with MAP_FIXED. It
   * becomes one with its neighbours if they go on with the same.
   */
  place(vma: CramfsVma): void {
    this.#cut(vma.start, vma.end, () => undefined);
    this.#enter(vma);
  }

  /**
   * Whether a VMA would only make a neighbour larger, so that the file system
   * is not asked: mm/mmap.c, __mmap_region().
   */
  extendsNeighbour(vma: CramfsVma): boolean {
    const { start, end } = vma;
    return this.#vmas.some((other) => {
      const before = other.start < start && other.end >= start;
      const after = other.start <= end && other.end > end;
      return before && follows(this.#part(other, other.start, start), vma) ||
        after && follows(vma, this.#part(other, end, other.end));
    });
  }

  /**
   * Removes what there is of a range, in bytes: mm/vma.c, do_vmi_munmap().
   *
   * @returns 0, or EINVAL.
   */
  unmap(start: Word, length: Word): number {
    if (offsetInPage(start, BLOCK_BYTES) !== 0) return ERRNO.EINVAL;
    const end = this.#endOf(start, length);
    if (end <= start) return ERRNO.EINVAL;
    this.#cut(start, end, () => undefined);
    return 0;
  }

  /**
   * Changes what may be done with a range: mm/mprotect.c, do_mprotect_pkey().
   * Where it fails, the VMAs before are changed.
   *
   * @returns 0, or an error number.
   */
  protect(start: Word, length: Word, prot: number): number {
    if (offsetInPage(start, BLOCK_BYTES) !== 0) return ERRNO.EINVAL;
    if (BigInt(length) === 0n) return 0;
    const end = this.#endOf(start, length);
    if (end <= start) return ERRNO.ENOMEM;
    let from = start;
    for (const vma of this.#vmas) {
      if (vma.end <= start || vma.start >= end) continue;
      if (vma.start > from) return ERRNO.ENOMEM;
      const vmFlags = protectedFlags(vma.vmFlags, prot);
      if (vmFlags & ~(vmFlags >> 4) & ACCESS) return ERRNO.EACCES;
      const to = vma.end < end ? vma.end : end;
      if (vmFlags !== vma.vmFlags) this.#modify(vma, from, to, vmFlags);
      from = to;
    }
    return from < end ? ERRNO.ENOMEM : 0;
  }

  /** The VMA that holds an address. */
  at(address: Word): CramfsVma | undefined {
    return this.#vmas.find(({ start, end }) =>
      start <= address && address < end
    );
  }

  /** All VMAs, by address. */
  get vmas(): readonly CramfsVma[] {
    return this.#vmas;
  }

  /** The text of /proc/PID/maps. */
  maps(): string {
    return this.#vmas.map((vma) => `${formatMapsLine(vma, this.#bits)}\n`)
      .join("");
  }

  #endOf(start: Word, length: Word): Word {
    const bytes = pageAlign(length, BLOCK_BYTES, this.#bits);
    return addWords(start, bytes, this.#bits);
  }

  #part(vma: CramfsVma, from: Word, to: Word): CramfsVma {
    return partOfVma(vma, from, to, this.#bits);
  }

  #modify(vma: CramfsVma, from: Word, to: Word, vmFlags: number): void {
    const changed = { ...this.#part(vma, from, to), vmFlags };
    this.#cut(from, to, () => undefined);
    this.#enter(changed);
  }

  /** Adds a VMA where there is none, and merges it. */
  #enter(vma: CramfsVma): void {
    let merged = vma;
    const rest = this.#vmas.filter((other) => {
      if (follows(other, merged)) {
        merged = { ...other, end: merged.end };
        return false;
      }
      if (!follows(merged, other)) return true;
      merged = { ...merged, end: other.end };
      return false;
    });
    this.#vmas = [...rest, merged]
      .sort((a, b) => a.start < b.start ? -1 : 1);
  }

  #cut(
    start: Word,
    end: Word,
    change: (vma: CramfsVma) => CramfsVma | undefined,
  ): void {
    this.#vmas = this.#vmas.flatMap((vma) => {
      if (vma.end <= start || vma.start >= end) return [vma];
      const pieces: CramfsVma[] = [];
      const from = vma.start < start ? start : vma.start;
      const to = vma.end > end ? end : vma.end;
      if (vma.start < from) pieces.push(this.#part(vma, vma.start, from));
      const changed = change(this.#part(vma, from, to));
      if (changed !== undefined) pieces.push(changed);
      if (to < vma.end) pieces.push(this.#part(vma, to, vma.end));
      return pieces;
    });
  }
}

/** Flags of VMAs that are never merged: include/linux/mm.h, VM_SPECIAL. */
const SPECIAL = VM.IO | VM.DONTEXPAND | VM.PFNMAP | VM.MIXEDMAP;

/** Whether the second VMA goes on with the first: mm/vma.c, can_vma_merge_*(). */
function follows(first: CramfsVma, second: CramfsVma): boolean {
  const pages = pagesIn(subtractWords(first.end, first.start, 64), BLOCK_BYTES);
  return first.end === second.start && first.vmFlags === second.vmFlags &&
    (first.vmFlags & SPECIAL) === 0 &&
    addWords(first.pgoff, pages, 64) === second.pgoff &&
    first.opened === second.opened && first.ino === second.ino &&
    first.path === second.path;
}

const ACCESS = VM.READ | VM.WRITE | VM.EXEC;

/** The flags that mprotect() asks for: mm/mprotect.c, mprotect_fixup(). */
function protectedFlags(vmFlags: number, prot: number): number {
  const access = prot & (PROT.READ | PROT.WRITE | PROT.EXEC);
  const flags = vmFlags & ~ACCESS | access;
  const counted = VM.ACCOUNT | VM.WRITE | VM.SHARED | VM.NORESERVE;
  return access & PROT.WRITE && (vmFlags & counted) === 0
    ? flags | VM.ACCOUNT
    : flags;
}
