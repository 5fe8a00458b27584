/**
 * The bytes of device memory that nobody stored to.
 *
 * @module
 */
import { subtractWords } from "../../abi/word.ts";
import type { Inode } from "../../files/inode.ts";

/** Fills the part of a page that is memory of one of the inodes' devices. */
export function fillFromDevices(
  inodes: readonly Inode[],
  address: number,
  page: Uint8Array,
): void {
  for (const inode of inodes) {
    const { window } = inode.driver;
    if (window === undefined) continue;
    const ahead = Number(subtractWords(address, window.base, 32));
    if (ahead < (window.size ?? inode.size)) {
      return window.bytes(ahead, page, inode.size);
    }
    const behind = Number(subtractWords(window.base, address, 32));
    if (behind < page.length) {
      return window.bytes(0, page.subarray(behind), inode.size);
    }
  }
}
