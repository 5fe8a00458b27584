import { assertEquals } from "@std/assert";
import {
  FLAT_HEADER_SIZE,
  packFlat,
} from "../../../src/referee/target/bflt.ts";

function fields(file: Uint8Array<ArrayBuffer>): number[] {
  const view = new DataView(file.buffer);
  return Array.from({ length: 16 }, (_, index) => view.getUint32(4 * index));
}

Deno.test("packFlat() writes the header that load_flat_file() reads", () => {
  const program = Uint8Array.from({ length: 100 }, (_, index) => index);
  const file = packFlat(program, { stackSize: 0x4000, bssSize: 32 });
  const [magic, version, entry, dataStart, dataEnd, bssEnd, ...rest] = fields(
    file,
  );
  assertEquals(magic, 0x62464c54);
  assertEquals(version, 4);
  assertEquals(entry, FLAT_HEADER_SIZE);
  assertEquals(dataStart, 164, "the loader reads text up to data_start");
  assertEquals(dataEnd, 164);
  assertEquals(bssEnd, 196);
  const [stack, relocStart, relocCount, flags, ...filler] = rest;
  assertEquals(stack, 0x4000);
  assertEquals(relocStart, 164);
  assertEquals(relocCount, 0);
  assertEquals(flags, 1, "FLAT_FLAG_RAM");
  assertEquals(filler, [0, 0, 0, 0, 0, 0]);
});

Deno.test("packFlat() puts the program at byte 64 unchanged", () => {
  const program = new Uint8Array([0x13, 0x05, 0x01, 0x00]);
  const file = packFlat(program, { stackSize: 4096 });
  assertEquals(file.length, 68);
  assertEquals(file.subarray(64), program);
});
