import { assertEquals } from "@std/assert";
import { ERRNO } from "../../../src/abi/errno.ts";
import { VM } from "../../../src/abi/vm.ts";
import type { CramfsVma } from "../../../src/files/cramfs/maps.ts";
import { MmuSpace } from "../../../src/files/cramfs/space.ts";

function vma(start: number, pages: number, pgoff: number): CramfsVma {
  return {
    start,
    end: start + pages * 4096,
    vmFlags: 0x71,
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

Deno.test("VMAs that go on with the same become one, special ones do not", () => {
  const space = new MmuSpace(64);
  space.place(vma(0x5000, 1, 0x10));
  assertEquals(space.extendsNeighbour(vma(0x6000, 1, 0x11)), true);
  assertEquals(space.extendsNeighbour(vma(0x6000, 1, 0x12)), false);
  assertEquals(space.extendsNeighbour(vma(0x4000, 1, 0xf)), true);
  assertEquals(space.extendsNeighbour(vma(0x5000, 1, 0x10)), false);
  const other = { ...vma(0x6000, 1, 0x11), opened: {} };
  assertEquals(space.extendsNeighbour(other), false);
  space.place(vma(0x7000, 1, 0x12));
  space.place(vma(0x6000, 1, 0x11));
  assertEquals(listed(space), ["00005000-00008000 r--p 00010000"]);
  assertEquals(space.extendsNeighbour(vma(0x6000, 1, 0x11)), true);

  const flash = (start: number, pgoff: number) => ({
    ...vma(start, 1, pgoff),
    vmFlags: 0x471,
  });
  space.place(flash(0x9000, 0x20));
  assertEquals(space.extendsNeighbour(flash(0xa000, 0x21)), false);
  space.place(flash(0xa000, 0x21));
  assertEquals(listed(space).length, 3);
});

Deno.test("protect() answers as the kernel does", () => {
  const space = new MmuSpace(64);
  space.place(vma(0x5000, 2, 0x10));
  space.place({ ...vma(0x9000, 1, 0), vmFlags: 0xd1 });
  assertEquals(space.protect(0x5800, 0x1000, 1), ERRNO.EINVAL);
  assertEquals(space.protect(0x5000, 0, 3), 0);
  assertEquals(space.protect(0x5000, 2n ** 64n - 0x1000n, 3), ERRNO.ENOMEM);
  assertEquals(space.protect(0x4000, 0x2000, 3), ERRNO.ENOMEM);
  assertEquals(space.protect(0x9000, 1, 3), ERRNO.EACCES);
  assertEquals(space.protect(0x6000, 0x4000, 0), ERRNO.ENOMEM);
  assertEquals(listed(space), [
    "00005000-00006000 r--p 00010000",
    "00006000-00007000 ---p 00011000",
    "00009000-0000a000 r--s 00000000",
  ]);
  assertEquals(space.protect(0x6000, 1, 1), 0);
  assertEquals(listed(space)[0], "00005000-00007000 r--p 00010000");
  assertEquals(space.protect(0x6000, 1, 3), 0);
  assertEquals(space.at(0x6000)?.vmFlags, 0x73 | VM.ACCOUNT);
  assertEquals(space.protect(0x6000, 1, 1), 0);
  assertEquals(listed(space)[0], "00005000-00006000 r--p 00010000");
});

Deno.test("unmap() takes whole pages, and refuses nothing", () => {
  const space = new MmuSpace(64);
  space.place(vma(0x5000, 2, 0x10));
  assertEquals(space.unmap(0x5800, 0x1000), ERRNO.EINVAL);
  assertEquals(space.unmap(0x5000, 0), ERRNO.EINVAL);
  assertEquals(space.unmap(0x5000, 1), 0);
  assertEquals(listed(space), ["00006000-00007000 r--p 00011000"]);
});
