import { assertEquals } from "@std/assert";
import { absoluteRelocations } from "../../../src/referee/target/runner.ts";

Deno.test("absoluteRelocations() lets relative ones pass", () => {
  assertEquals(
    absoluteRelocations(`
000000000040  000300000011 R_RISCV_CALL_PLT  00000000000004b4 start + 0
000000000048  000400000017 R_RISCV_PCREL_HI20 0000000000001c98 header + 0
00000000004c  000000000033 R_RISCV_RELAX`),
    [],
  );
});

Deno.test("absoluteRelocations() finds pointers in data", () => {
  const line =
    "000000001c90  000500000002 R_RISCV_64  0000000000001c08 .LC3 + 0";
  assertEquals(absoluteRelocations(line), [line]);
});
