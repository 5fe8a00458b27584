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
