import { assertEquals } from "@std/assert";
import { addressFromInt, errorWord } from "../../src/files/int_address.ts";
import { Machine } from "../../src/mm/machine.ts";

function kept(address: number | bigint, wordSize: 32 | 64): [unknown, boolean] {
  const machine = new Machine({ wordSize });
  const result = addressFromInt(address, machine);
  return [result, machine.journal.has("address-truncated-to-int")];
}

Deno.test("addressFromInt() keeps every address of 32 bits", () => {
  for (const address of [0, 0x7fff_ffff, 0x8000_0000, 0xffff_f000]) {
    assertEquals(kept(address, 32), [address, false]);
  }
});

Deno.test("addressFromInt() extends the sign on a 64-bit machine", () => {
  assertEquals(kept(0x7fff_f000, 64), [0x7fff_f000, false]);
  assertEquals(kept(0x8080_0000, 64), [0xffff_ffff_8080_0000n, true]);
  assertEquals(kept(0x10_2228_0000, 64), [0x2228_0000, true]);
  assertEquals(kept(0xffff_ffff_8080_0000n, 64), [
    0xffff_ffff_8080_0000n,
    false,
  ]);
});

Deno.test("errorWord() is a negative errno as a word", () => {
  assertEquals(errorWord(22, new Machine()), 0xffff_ffea);
  assertEquals(
    errorWord(22, new Machine({ wordSize: 64 })),
    0xffff_ffff_ffff_ffean,
  );
});
