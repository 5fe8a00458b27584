/**
 * The bytes of a file that nobody has mapped: a source of untouched bytes and
 * what was written since.
 *
 * @module
 */

import { checkBytes, checkWhole } from "../given.ts";

/** Fills `target` with the bytes from `position` on; it comes zeroed. */
export type ContentSource = (position: number, target: Uint8Array) => void;

/**
 * Every aligned little-endian 32-bit word holds its own byte offset plus one,
 * so that a wrong offset and a cleared page both show.
 *
 * @example
 * ```ts
 * import { patternSource } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array(8);
 * patternSource()(4096, bytes);
 * assertEquals(bytes, Uint8Array.of(1, 16, 0, 0, 5, 16, 0, 0));
 * ```
 */
export function patternSource(): ContentSource {
  return (position, target) => {
    for (let i = 0, at = position | 0; i < target.length; i++, at++) {
      target[i] = ((at & ~3) + 1) >>> ((at & 3) << 3);
    }
  };
}

/**
 * Given bytes, then zeros.
 *
 * @throws {ArgumentError} if they are no bytes.
 *
 * @example
 * ```ts
 * import { bytesSource } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new Uint8Array(3);
 * bytesSource(Uint8Array.of(1, 2, 3, 4))(2, bytes);
 * assertEquals(bytes, Uint8Array.of(3, 4, 0));
 * ```
 */
export function bytesSource(bytes: Uint8Array): ContentSource {
  checkBytes("bytes", bytes);
  return (position, target) => {
    if (position < bytes.length) {
      target.set(bytes.subarray(position, position + target.length));
    }
  };
}

/**
 * One byte everywhere, such as the 0xff of erased flash.
 *
 * @throws {ArgumentError} if it is no byte.
 */
export function byteSource(byte: number): ContentSource {
  checkWhole("byte", byte, 0xff);
  return (_position, target) => target.fill(byte);
}
