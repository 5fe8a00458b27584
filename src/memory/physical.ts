/**
 * The bytes of the address space. Only pages that somebody stored to are kept;
 * all others are asked from where their bytes come from.
 *
 * @module
 */
import { addWords, type Word, type WordSize } from "../abi/word.ts";

/** Fills `bytes`, which lie in one page, with what is at `address`. */
export type Background = (address: Word, bytes: Uint8Array) => void;

/**
 * Sparse memory of a machine. Addresses and lengths are in bytes.
 *
 * @example
 * ```ts
 * import { PhysicalMemory } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const flash = new PhysicalMemory(4096, 32, (_address, bytes) => bytes.fill(0xff));
 * flash.write(0x1001, Uint8Array.of(7));
 * assertEquals(flash.read(0x1000, 3), Uint8Array.of(0xff, 7, 0xff));
 * ```
 */
export class PhysicalMemory {
  readonly #pages = new Map<Word, Uint8Array>();
  readonly #pageSize: number;
  readonly #wordSize: WordSize;
  readonly #background: Background;

  /** Makes a memory whose untouched pages come from `background`. */
  constructor(pageSize: number, wordSize: WordSize, background: Background) {
    this.#pageSize = pageSize;
    this.#wordSize = wordSize;
    this.#background = background;
  }

  /** The bytes at `address`. */
  read(address: Word, length: number): Uint8Array {
    const bytes = new Uint8Array(length);
    this.#walk(address, length, (page, offset, done, count) => {
      const stored = this.#pages.get(page);
      const part = bytes.subarray(done, done + count);
      if (stored !== undefined) {
        part.set(stored.subarray(offset, offset + count));
      } else this.#background(addWords(page, offset, this.#wordSize), part);
    });
    return bytes;
  }

  /** Stores bytes at `address`. */
  write(address: Word, bytes: Uint8Array): void {
    this.#walk(address, bytes.length, (page, offset, done, count) => {
      this.#keep(page).set(bytes.subarray(done, done + count), offset);
    });
  }

  /** Keeps the present bytes of a range, whatever becomes of their source. */
  materialise(address: Word, length: number): void {
    this.#walk(address, length, (page) => this.#keep(page));
  }

  /** Drops what was stored in whole pages from `address` on. */
  forget(address: number, pages: number): void {
    if (this.#pages.size === 0) return;
    if (pages > this.#pages.size) {
      const end = address + pages * this.#pageSize;
      for (const page of this.#pages.keys()) {
        if (page >= address && page < end) this.#pages.delete(page);
      }
      return;
    }
    for (let i = 0; i < pages; i++) {
      this.#pages.delete(address + i * this.#pageSize);
    }
  }

  #filled(page: Word): Uint8Array {
    const bytes = new Uint8Array(this.#pageSize);
    this.#background(page, bytes);
    return bytes;
  }

  #keep(page: Word): Uint8Array {
    let bytes = this.#pages.get(page);
    if (bytes === undefined) {
      bytes = this.#filled(page);
      this.#pages.set(page, bytes);
    }
    return bytes;
  }

  #walk(
    address: Word,
    length: number,
    each: (page: Word, offset: number, done: number, count: number) => void,
  ): void {
    const size = this.#pageSize;
    let at = address;
    for (let done = 0; done < length;) {
      const offset = typeof at === "number" ? at % size : Number(
        at % BigInt(size),
      );
      const count = Math.min(size - offset, length - done);
      const page = typeof at === "number" ? at - offset : narrow(
        at - BigInt(offset),
      );
      each(page, offset, done, count);
      done += count;
      at = addWords(at, count, this.#wordSize);
    }
  }
}

function narrow(value: bigint): Word {
  return value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
