import { assertEquals } from "@std/assert";
import { VM } from "../../src/abi/vm.ts";
import { deviceRules } from "../../src/files/device_rules.ts";
import { remapPfnRange } from "../../src/files/remap.ts";
import type { Vma } from "../../src/memory/region.ts";
import { Machine } from "../../src/mm/machine.ts";

const host = new Machine();

function vmaAt(start: number): Vma {
  return { id: 1, start, end: start + 4096, flags: 0 } as unknown as Vma;
}

Deno.test("before 3.0 the VMA moves to the page frame", () => {
  const vma = vmaAt(0x5000);
  const rules = deviceRules("linux-2.6.35");
  assertEquals(remapPfnRange({ vma, frame: 0x40013 }, rules, host), 0);
  assertEquals([vma.start, vma.flags], [0x4001_3000, 0]);
});

Deno.test("from 3.0 on it must lie there already", () => {
  const vma = vmaAt(0x5000);
  const rules = deviceRules("linux-6.12");
  assertEquals(remapPfnRange({ vma, frame: 0x40013 }, rules, host), -22);
  assertEquals([vma.start, vma.flags], [0x5000, 0]);
  assertEquals(remapPfnRange({ vma, frame: 5 }, rules, host), 0);
  assertEquals(
    vma.flags,
    VM.IO | VM.PFNMAP | VM.DONTEXPAND | VM.DONTDUMP,
  );
});

Deno.test("until 3.6 the VMA is reserved instead", () => {
  const vma = vmaAt(0x5000);
  remapPfnRange({ vma, frame: 5 }, deviceRules("linux-3.0"), host);
  assertEquals(vma.flags, VM.IO | VM.PFNMAP | VM.RESERVED);
});
