import { assertEquals } from "@std/assert";
import type { CramfsVma } from "../../../src/files/cramfs/maps.ts";
import { MmuSpace } from "../../../src/files/cramfs/space.ts";

function vma(start: number, pages: number, pgoff: number): CramfsVma {
  return {
    start,
    end: start + pages * 4096,
    vmFlags: 1,
    pgoff,
    device: [0, 12],
    ino: 76,
    path: "/app",
  };
}

function listed(space: MmuSpace): string[] {
  return space.maps().split("\n").slice(0, -1).map((line) =>
    line.split(" ").slice(0, 3).join(" ")
  );
}

Deno.test("VMAs are listed in order of their addresses", () => {
  const space = new MmuSpace(32);
  assertEquals(space.free, 0x4000_0000);
  space.place(vma(0x9000, 1, 9));
  space.place(vma(0x5000, 2, 5));
  assertEquals(listed(space), [
    "00005000-00007000 r--p 00005000",
    "00009000-0000a000 r--p 00009000",
  ]);
  assertEquals(space.free, 0xa000);
});

Deno.test("a VMA that is placed over another cuts it", () => {
  const space = new MmuSpace(32);
  space.place(vma(0x5000, 4, 0x10));
  space.place(vma(0x6000, 1, 0x99));
  assertEquals(listed(space), [
    "00005000-00006000 r--p 00010000",
    "00006000-00007000 r--p 00099000",
    "00007000-00009000 r--p 00012000",
  ]);
  space.place(vma(0x4000, 8, 0));
  assertEquals(listed(space), ["00004000-0000c000 r--p 00000000"]);
});

Deno.test("unmapping takes what there is", () => {
  const space = new MmuSpace(32);
  space.place(vma(0x5000, 4, 0x10));
  space.unmap(0x1000, 0x1000);
  space.unmap(0x4000, 0x2000);
  space.unmap(0x8000, 0x10000);
  assertEquals(listed(space), ["00006000-00008000 r--p 00011000"]);
  assertEquals(space.at(0x5fff), undefined);
  assertEquals(space.at(0x6000)?.pgoff, 0x11);
  assertEquals(space.at(0x8000), undefined);
});

Deno.test("protection changes for the range only", () => {
  const space = new MmuSpace(64);
  space.place(vma(0x5000, 3, 0x10));
  space.protect(0x6000, 0x1000, 3);
  assertEquals(listed(space), [
    "00005000-00006000 r--p 00010000",
    "00006000-00007000 rw-p 00011000",
    "00007000-00008000 r--p 00012000",
  ]);
});
