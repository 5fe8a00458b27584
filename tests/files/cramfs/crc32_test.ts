import { assertEquals } from "@std/assert";
import { crc32 } from "../../../src/files/cramfs/crc32.ts";

Deno.test("crc32() of nothing is 0", () => {
  assertEquals(crc32(new Uint8Array(0)), 0);
});

Deno.test("crc32() of parts goes on", () => {
  const bytes = new TextEncoder().encode("123456789");
  assertEquals(crc32(bytes), 0xcbf4_3926);
  assertEquals(
    crc32(bytes.subarray(3), crc32(bytes.subarray(0, 3))),
    0xcbf4_3926,
  );
});

Deno.test("crc32() of any length and start is that of its bits", () => {
  const bytes = Uint8Array.from({ length: 40 }, (_, i) => i * 89 + 7);
  for (let length = 0; length < 32; length++) {
    for (let start = 0; start < 8; start++) {
      const part = bytes.subarray(start, start + length);
      assertEquals(crc32(part), ofBits(part), `${length} from ${start}`);
    }
  }
});

/** One bit after the other, as the polynomial is defined. */
function ofBits(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) {
      crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
    }
  }
  return ~crc >>> 0;
}
