/**
 * The checksum of the superblock.
 *
 * @module
 */

// Made on first use: most runs meet no image.
let tables: Uint32Array | undefined;

/** Bytes that are taken at once; each has a table of its own. */
const SLICE = 8;

/** What a byte comes to, with no, one, two, ... zero bytes behind it. */
function makeTables(): Uint32Array {
  const made = new Uint32Array(256 * SLICE);
  for (let byte = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
    }
    made[byte] = crc;
  }
  for (let at = 256; at < made.length; at++) {
    const crc = made[at - 256]!;
    made[at] = made[crc & 0xff]! ^ (crc >>> 8);
  }
  return made;
}

/**
 * The CRC-32 of zlib and Ethernet, unsigned. Give the result of the part
 * before as `start` to go on.
 *
 * @example
 * ```ts
 * import { crc32 } from "./crc32.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const bytes = new TextEncoder().encode("123456789");
 * assertEquals(crc32(bytes), 0xcbf43926);
 * assertEquals(crc32(bytes.subarray(4), crc32(bytes.subarray(0, 4))), 0xcbf43926);
 * ```
 */
export function crc32(bytes: Uint8Array, start = 0): number {
  const table = tables ??= makeTables();
  let crc = ~start;
  let i = 0;
  for (const last = bytes.length - SLICE; i <= last; i += SLICE) {
    const low = crc ^ (bytes[i]! | bytes[i + 1]! << 8 | bytes[i + 2]! << 16 |
      bytes[i + 3]! << 24);
    crc = table[0x700 | low & 0xff]! ^ table[0x600 | low >>> 8 & 0xff]! ^
      table[0x500 | low >>> 16 & 0xff]! ^ table[0x400 | low >>> 24]! ^
      table[0x300 | bytes[i + 4]!]! ^ table[0x200 | bytes[i + 5]!]! ^
      table[0x100 | bytes[i + 6]!]! ^ table[bytes[i + 7]!]!;
  }
  for (; i < bytes.length; i++) {
    crc = table[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
