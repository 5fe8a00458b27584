/**
 * Regions and VMAs as the kernels since 2.6.29 have them.
 *
 * Both keep their first address and distances from it: of a million mappings
 * that spares three million numbers which are too large to stand in a field.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";
import type { CopyOrigin, MappedFile, Region, Vma } from "./region.ts";

/** A region: `struct vm_region`. */
export class VmRegion implements Region {
  /** Number in order of creation, from 1. */
  readonly id: number;
  /** File of the first mapping. */
  readonly file: MappedFile | null;
  /** Offset in the file, in pages. */
  pgoff: Word;
  /** `VM_*` flags of the first mapping. */
  flags: number;
  /** VMAs that use it. */
  usage = 1;
  /** The instruction cache was flushed for it. */
  icacheFlushed = false;
  /** Where the bytes of a copy of a file came from. */
  origin: CopyOrigin | null = null;
  #start: Word = 0;
  #toEnd: Word = 0;
  #toTop: Word = 0;

  /** Makes a region that has no place yet. */
  constructor(
    id: number,
    file: MappedFile | null,
    pgoff: Word,
    flags: number,
  ) {
    this.id = id;
    this.file = file;
    this.pgoff = pgoff;
    this.flags = flags;
  }

  /** First address. */
  get start(): Word {
    return this.#start;
  }

  set start(address: Word) {
    this.place(address, this.end, this.top);
  }

  /** Address after the last mapped byte. */
  get end(): Word {
    return plus(this.#start, this.#toEnd);
  }

  set end(address: Word) {
    this.#toEnd = distance(this.#start, address);
  }

  /** Address after the last allocated byte. */
  get top(): Word {
    return plus(this.#start, this.#toTop);
  }

  set top(address: Word) {
    this.#toTop = distance(this.#start, address);
  }

  /** Sets start, end and top. */
  place(start: Word, end: Word, top: Word): void {
    this.#start = start;
    this.#toEnd = distance(start, end);
    this.#toTop = top === end ? this.#toEnd : distance(start, top);
  }
}

/** A VMA: `struct vm_area_struct`. */
export class VmArea implements Vma {
  /** Number in order of creation, from 1. */
  readonly id: number;
  /** File, or `null` for anonymous memory. */
  readonly file: MappedFile | null;
  /** The memory. */
  region: Region;
  /** Offset in the file, in pages. */
  pgoff: Word;
  /** `VM_*` flags. */
  flags: number;
  /** The kernel has freed this object. */
  freed = false;
  #start: Word = 0;
  #toEnd: Word = 0;

  /** Makes the first VMA of a region; it has no place yet. */
  constructor(id: number, file: MappedFile | null, region: Region) {
    this.id = id;
    this.file = file;
    this.region = region;
    this.pgoff = region.pgoff;
    this.flags = region.flags;
  }

  /** First address. */
  get start(): Word {
    return this.#start;
  }

  set start(address: Word) {
    this.place(address, this.end);
  }

  /** Address after the last byte. */
  get end(): Word {
    return plus(this.#start, this.#toEnd);
  }

  set end(address: Word) {
    this.#toEnd = distance(this.#start, address);
  }

  /** Sets start and end. */
  place(start: Word, end: Word): void {
    this.#start = start;
    this.#toEnd = distance(start, end);
  }
}

/** `to` - `from`, which may be negative. */
function distance(from: Word, to: Word): Word {
  if (typeof from !== "number" || typeof to !== "number") {
    return narrow(BigInt(to) - BigInt(from));
  }
  // As a 32-bit integer it stands in the field itself.
  const distance = to - from;
  const small = distance | 0;
  return small === distance ? small : distance;
}

/** The word at a distance that may be negative. */
function plus(word: Word, distance: Word): Word {
  if (typeof word === "number" && typeof distance === "number") {
    const sum = word + distance;
    if (sum <= Number.MAX_SAFE_INTEGER) return sum;
  }
  return narrow(BigInt(word) + BigInt(distance));
}

function narrow(value: bigint): Word {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
