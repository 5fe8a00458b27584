/** Memory as slow and plain as can be: every byte, and an owner of each page. */
import { PAGE, RAM_BASE, RAM_SIZE } from "../files.ts";
import type { NaiveInode } from "./types.ts";

/** RAM, and the memory of devices. */
export class NaiveMemory {
  readonly ram: Uint8Array = new Uint8Array(RAM_SIZE);
  /** What each page of RAM is used for. */
  readonly owners: (string | undefined)[] = Array(RAM_SIZE / PAGE);
  readonly #inodes: readonly NaiveInode[];

  constructor(inodes: readonly NaiveInode[]) {
    this.#inodes = inodes;
  }

  /** Whether there is a free block for so many pages. */
  hasRoom(pages: number): boolean {
    let block = 1;
    while (block < pages) block *= 2;
    for (let from = 0; from + block <= this.owners.length; from += block) {
      let free = true;
      for (let i = from; i < from + block; i++) {
        if (this.owners[i] !== undefined) free = false;
      }
      if (free) return true;
    }
    return false;
  }

  take(address: number, pages: number, owner: string): void {
    if (address % PAGE !== 0) throw new Error(`${owner} is not on a page`);
    for (let i = 0; i < pages; i++) {
      const page = (address - RAM_BASE) / PAGE + i;
      if (page < 0 || page >= this.owners.length) {
        throw new Error(`${owner} is not in RAM`);
      }
      if (this.owners[page] !== undefined) {
        throw new Error(`${owner} takes a page of ${this.owners[page]}`);
      }
      this.owners[page] = owner;
      this.ram.fill(0, page * PAGE, (page + 1) * PAGE);
    }
  }

  give(from: number, to: number): void {
    for (let at = from; at < to; at += PAGE) {
      const page = (at - RAM_BASE) / PAGE;
      if (this.owners[page] === undefined) throw new Error("Freed twice");
      this.owners[page] = undefined;
    }
  }

  /** The byte at an address: where it is kept, and its place there. */
  #byte(address: number): [Uint8Array, number] | undefined {
    if (address >= RAM_BASE && address < RAM_BASE + RAM_SIZE) {
      return [this.ram, address - RAM_BASE];
    }
    for (const { declaration: { area }, bytes } of this.#inodes) {
      if (typeof area !== "number") continue;
      if (address >= area && address < area + bytes.length) {
        return [bytes, address - area];
      }
    }
    return undefined;
  }

  /** The bytes at an address, as far as there is memory. */
  load(address: number, length: number): Uint8Array {
    const found = this.#byte(address);
    return found === undefined
      ? new Uint8Array()
      : found[0].subarray(found[1], found[1] + length);
  }

  store(address: number, byte: number, length: number): boolean {
    for (let i = 0; i < length; i++) if (!this.#byte(address + i)) return false;
    for (let i = 0; i < length; i++) {
      const [where, at] = this.#byte(address + i)!;
      where[at] = byte;
    }
    return true;
  }
}
