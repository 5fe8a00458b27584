/**
 * The checksum of the superblock.
 *
 * @module
 */

// Made on first use: most runs meet no image.
let table: Uint32Array | undefined;

function makeTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
    }
    return crc >>> 0;
  });
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
  const words = table ??= makeTable();
  let crc = ~start;
  for (let i = 0; i < bytes.length; i++) {
    crc = words[(crc ^ bytes[i]!) & 0xff]! ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
