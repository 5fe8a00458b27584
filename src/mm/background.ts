/**
 * Where the bytes of untouched pages come from: the file that a copy was read
 * from, the memory of a device, or nothing.
 *
 * @module
 */
import { subtractWords, type Word } from "../abi/word.ts";
import { VM } from "../abi/vm.ts";
import type { DriverHost } from "../files/driver.ts";
import type { Inode } from "../files/inode.ts";
import type { RegionTree } from "../memory/region.ts";

/** What of a machine the bytes come from. */
export interface ByteSources extends DriverHost {
  /** All regions. */
  readonly regions: RegionTree;
  /** All inodes, in order of creation. */
  readonly inodes: readonly Inode[];
}

/** Fills a piece of a page that nobody stored to. */
export function fillFromSource(
  machine: ByteSources,
  address: Word,
  bytes: Uint8Array,
): void {
  const region = machine.regions.floor(address);
  if (
    region !== undefined && region.flags & VM.MAPPED_COPY &&
    address < region.top && !region.origin?.reading
  ) {
    const { origin } = region;
    if (origin === null || region.file === null) return;
    const offset = (address as number) - (region.start as number);
    const count = Math.min(bytes.length, origin.filled - offset);
    if (count <= 0) return;
    const inode = region.file.inode as Inode;
    // The memory of a device may be RAM, and the copy of it lie there.
    origin.reading = true;
    inode.driver.bytes(
      inode,
      origin.position + offset,
      bytes.subarray(0, count),
      machine,
    );
    origin.reading = false;
    return;
  }
  for (const inode of machine.inodes) {
    const { window } = inode.driver;
    if (window === undefined) continue;
    const { wordSize } = machine.arch;
    const size = window.size ?? inode.size;
    const ahead = subtractWords(address, window.base, wordSize);
    if (ahead < size) {
      const position = Number(ahead);
      const own = bytes.subarray(0, Number(size) - position);
      window.bytes(position, own, inode.size);
      return;
    }
    const behind = Number(subtractWords(window.base, address, wordSize));
    if (behind < bytes.length) {
      const own = bytes.subarray(behind, behind + Number(size));
      window.bytes(0, own, inode.size);
    }
  }
}
