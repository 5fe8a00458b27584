/**
 * Memory of a device that is also a file: what is stored there the file shows.
 *
 * @module
 */
import { addWords, toWord, type Word } from "../abi/word.ts";
import type { ContentSource } from "./contents.ts";
import type { DeviceWindow, Driver, DriverHost } from "./driver.ts";

/** The parts of a driver that have to do with bytes. */
export interface DeviceMemory extends Pick<Driver, "bytes" | "write"> {
  /** Where the memory is. */
  readonly window: DeviceWindow;
}

/**
 * Memory at a physical address that at first holds the given bytes; it is as
 * large as the inode.
 */
export function deviceMemory(
  base: Word,
  contents: ContentSource,
): DeviceMemory {
  const at = (position: number, { arch: { wordSize } }: DriverHost): Word =>
    addWords(base, toWord(position, wordSize), wordSize);
  const inside = (length: number, position: number, size: number): number =>
    Math.max(0, Math.min(length, size - position));
  return {
    window: {
      base,
      bytes(position, target, size) {
        const count = inside(target.length, position, size);
        contents(position, target.subarray(0, count));
      },
    },
    bytes(inode, position, target, host) {
      const count = inside(target.length, position, inode.size);
      target.set(host.memory.read(at(position, host), count));
    },
    write(inode, position, bytes, host) {
      const count = inside(bytes.length, position, inode.size);
      host.beforeChange(inode);
      host.memory.write(at(position, host), bytes.subarray(0, count));
      return count;
    },
  };
}
