/**
 * Lists of 64-bit words in memory: written into a plan, read from results.
 *
 * @module
 */

import type { Word } from "../../abi/word.ts";

/** A growing list of 64-bit words, as pairs of 32-bit ones. */
export class Words {
  #words = new Uint32Array(1024);
  /** Number of 64-bit words. */
  length = 0;

  #reserve(words: number): void {
    if (2 * (this.length + words) <= this.#words.length) return;
    const larger = new Uint32Array(4 * (this.length + words));
    larger.set(this.#words);
    this.#words = larger;
  }

  /** Adds words; negative numbers in two's complement. */
  push(...values: Word[]): void {
    this.#reserve(values.length);
    for (const value of values) this.set(this.length++, value);
  }

  /** Changes a word, or adds one just behind the last. */
  set(index: number, value: Word): void {
    const words = this.#words;
    if (typeof value === "number" && value >= 0) {
      words[2 * index] = value >>> 0;
      words[2 * index + 1] = value / 0x1_0000_0000 >>> 0;
    } else {
      const big = BigInt(value);
      words[2 * index] = Number(big & 0xffff_ffffn);
      words[2 * index + 1] = Number(big >> 32n & 0xffff_ffffn);
    }
  }

  /** Adds bytes, padded with zeros to whole words. */
  pushBytes(bytes: Uint8Array): void {
    const count = (bytes.length + 7) >> 3;
    this.#reserve(count);
    new Uint8Array(this.#words.buffer).set(bytes, 8 * this.length);
    this.length += count;
  }

  /** All words, little-endian. */
  bytes(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#words.buffer, 0, 8 * this.length);
  }
}

/** Words at a place in memory, read one after the other. */
export class WordReader {
  readonly #words: Uint32Array;
  /** Position of the next word. */
  at: number;

  /** Reads little-endian bytes whose start is a multiple of 4 in the buffer. */
  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#words = new Uint32Array(
      bytes.buffer,
      bytes.byteOffset,
      bytes.length >> 2,
    );
    this.at = 0;
  }

  /** Number of words in all. */
  get length(): number {
    return this.#words.length >> 1;
  }

  /** The next word, unsigned. */
  word(): Word {
    const at = 2 * this.at++;
    const low = this.#words[at] ?? 0;
    const high = this.#words[at + 1] ?? 0;
    return high < 0x20_0000
      ? high * 0x1_0000_0000 + low
      : BigInt(high) << 32n | BigInt(low);
  }

  /** The lower half of the next word. */
  low(): number {
    return this.#words[2 * this.at++] ?? 0;
  }

  /** The next word as a signed number, rounded if it is large. */
  signed(): number {
    const at = 2 * this.at++;
    const low = this.#words[at] ?? 0;
    return ((this.#words[at + 1] ?? 0) | 0) * 0x1_0000_0000 + low;
  }

  /** The upper half of the word before the next one. */
  upper(): number {
    return this.#words[2 * this.at - 1] ?? 0;
  }

  /** The next words as bytes, a copy. */
  bytes(length: number): Uint8Array<ArrayBuffer> {
    const from = this.#words.byteOffset + 8 * this.at;
    this.at += (length + 7) >> 3;
    return new Uint8Array(
      this.#words.buffer.slice(from, from + length) as ArrayBuffer,
    );
  }
}
