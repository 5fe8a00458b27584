/**
 * The bytes of a file that nobody has mapped: a source of untouched bytes and
 * what was written since.
 *
 * @module
 */

/** Fills `target` with the bytes from `position` on; it comes zeroed. */
export type ContentSource = (position: number, target: Uint8Array) => void;

/**
 * Every aligned little-endian 32-bit word holds its own byte offset plus one,
 * so that a wrong offset and a cleared page both show.
 */
export function patternSource(): ContentSource {
  return (position, target) => {
    for (let i = 0, at = position | 0; i < target.length; i++, at++) {
      target[i] = ((at & ~3) + 1) >>> ((at & 3) << 3);
    }
  };
}

/** Given bytes, then zeros. */
export function bytesSource(bytes: Uint8Array): ContentSource {
  return (position, target) => {
    if (position < bytes.length) {
      target.set(bytes.subarray(position, position + target.length));
    }
  };
}

/** One byte everywhere. */
export function byteSource(byte: number): ContentSource {
  return (_position, target) => target.fill(byte);
}
