/**
 * The bytes of a scripted file: those of its driver, and what was written since.
 *
 * @module
 */
import { addWords, toWord, type Word } from "../abi/word.ts";
import type { ContentSource } from "./contents.ts";
import type { DriverHost, DriverInode } from "./driver.ts";

/** Bytes at a position of a file. */
interface Piece {
  readonly at: number;
  readonly bytes: Uint8Array;
}

/** What was written to files which have no memory of their own, in order. */
const written = new WeakMap<DriverInode, readonly Piece[]>();

/** Fills `target`, which comes zeroed, with the bytes from `position` on. */
export function readBytes(
  inode: DriverInode,
  position: number,
  target: Uint8Array,
  host: DriverHost,
  source: ContentSource,
  base: Word | undefined,
): void {
  const inside = Math.max(0, Math.min(target.length, inode.size - position));
  const part = target.subarray(0, inside);
  if (base !== undefined) {
    const { wordSize } = host.arch;
    const at = addWords(base, toWord(position, wordSize), wordSize);
    part.set(host.memory.read(at, inside));
    return;
  }
  source(position, part);
  for (const { at, bytes } of written.get(inode) ?? []) {
    for (let i = 0; i < bytes.length; i++) {
      const index = at + i - position;
      if (index >= 0 && index < inside) part[index] = bytes[i]!;
    }
  }
}

/** Takes bytes at `position`; those of a device go into its memory. */
export function writeBytes(
  inode: DriverInode,
  position: number,
  bytes: Uint8Array,
  host: DriverHost,
  base: Word | undefined,
): void {
  if (base !== undefined) {
    const { wordSize } = host.arch;
    const at = addWords(base, toWord(position, wordSize), wordSize);
    host.memory.write(at, bytes);
    return;
  }
  const end = position + bytes.length;
  const visible = (written.get(inode) ?? []).filter((piece) =>
    piece.at < position || piece.at + piece.bytes.length > end
  );
  written.set(inode, [...visible, { at: position, bytes: bytes.slice() }]);
}
