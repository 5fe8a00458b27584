import { assertEquals } from "@std/assert";
import type { Word } from "../../src/abi/word.ts";
import { VmArea, VmRegion } from "../../src/memory/vm_region.ts";

const TOP: Word = 0xffff_ffff_ffff_f000n;

/** Addresses from the first to the last one of 64 bits. */
const PLACES: readonly (readonly [start: Word, end: Word, top: Word])[] = [
  [0, 0, 0],
  [0x8000_0000, 0x8000_1000, 0x8000_4000],
  [0x8000_1000, 0x8000_0000, 0x8000_0000],
  [0, 0xffff_ffff, 0xffff_ffff],
  [2 ** 53 - 4096, 2n ** 53n + 4096n, 2n ** 53n + 8192n],
  [2n ** 63n, 2n ** 63n + 4096n, 2n ** 63n + 4096n],
  [0, TOP, TOP],
  [TOP, 0, 0],
  [TOP, 8192, 0],
];

Deno.test("a region and a VMA keep the addresses that they get", () => {
  for (const [start, end, top] of PLACES) {
    const region = new VmRegion(1, null, 0, 0);
    region.place(start, end, top);
    assertEquals([region.start, region.end, region.top], [start, end, top]);
    const vma = new VmArea(1, null, region);
    vma.place(start, end);
    assertEquals([vma.start, vma.end], [start, end]);
  }
});

Deno.test("an address of its own moves no other one", () => {
  for (const [start, end, top] of PLACES) {
    for (const [address] of PLACES) {
      const region = new VmRegion(1, null, 0, 0);
      region.place(start, end, top);
      region.start = address;
      assertEquals([region.start, region.end, region.top], [address, end, top]);
      region.end = address;
      assertEquals([region.end, region.top], [address, top]);
      region.top = start;
      assertEquals([region.start, region.end, region.top], [
        address,
        address,
        start,
      ]);
      const vma = new VmArea(1, null, region);
      vma.place(start, end);
      vma.start = address;
      assertEquals([vma.start, vma.end], [address, end]);
      vma.end = start;
      assertEquals([vma.start, vma.end], [address, start]);
    }
  }
});
