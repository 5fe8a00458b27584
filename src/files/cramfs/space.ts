/**
 * The VMAs of a process on a machine with an MMU, as far as mappings of cramfs
 * make and cut them.
 *
 * @module
 */

import { addWords, type Word, type WordSize } from "../../abi/word.ts";
import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
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

  /** Enters a VMA; what was there before is cut away, as with MAP_FIXED. */
  place(vma: CramfsVma): void {
    this.#cut(vma.start, vma.end, () => undefined);
    this.#vmas.push(vma);
    this.#vmas.sort((a, b) => a.start < b.start ? -1 : 1);
  }

  /** Removes what there is of a range, in bytes. */
  unmap(start: Word, length: Word): void {
    this.#cut(start, addWords(start, length, this.#bits), () => undefined);
  }

  /** Changes what may be done with a range; VMAs are split, not merged. */
  protect(start: Word, length: Word, prot: number): void {
    const access = prot & (PROT.READ | PROT.WRITE | PROT.EXEC);
    this.#cut(start, addWords(start, length, this.#bits), (vma) => ({
      ...vma,
      vmFlags: vma.vmFlags & ~(VM.READ | VM.WRITE | VM.EXEC) | access,
    }));
  }

  /** The VMA that holds an address. */
  at(address: Word): CramfsVma | undefined {
    return this.#vmas.find(({ start, end }) =>
      start <= address && address < end
    );
  }

  /** The text of /proc/PID/maps. */
  maps(): string {
    return this.#vmas.map((vma) => `${formatMapsLine(vma, this.#bits)}\n`)
      .join("");
  }

  #cut(
    start: Word,
    end: Word,
    change: (vma: CramfsVma) => CramfsVma | undefined,
  ): void {
    const part = (vma: CramfsVma, from: Word, to: Word) =>
      partOfVma(vma, from, to, this.#bits);
    this.#vmas = this.#vmas.flatMap((vma) => {
      if (vma.end <= start || vma.start >= end) return [vma];
      const pieces: CramfsVma[] = [];
      const from = vma.start < start ? start : vma.start;
      const to = vma.end > end ? end : vma.end;
      if (vma.start < from) pieces.push(part(vma, vma.start, from));
      const changed = change(part(vma, from, to));
      if (changed !== undefined) pieces.push(changed);
      if (to < vma.end) pieces.push(part(vma, to, vma.end));
      return pieces;
    });
  }
}
