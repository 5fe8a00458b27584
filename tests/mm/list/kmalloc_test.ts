import { assert, assertEquals } from "@std/assert";
import { BuddyAllocator } from "../../../src/memory/buddy.ts";
import {
  kmallocSizes,
  sizeClass,
  SlabKmalloc,
} from "../../../src/mm/list/kmalloc.ts";

function slab(size = 2 ** 20): { kmalloc: SlabKmalloc; pages: BuddyAllocator } {
  const pages = new BuddyAllocator({
    base: 0x8000_0000,
    size,
    pageSize: 4096,
    maxPageOrder: 10,
  });
  return { kmalloc: new SlabKmalloc(pages, 4096), pages };
}

Deno.test("size classes of machines without an MMU", () => {
  const sizes = kmallocSizes(4096);
  assertEquals(sizes.slice(0, 6), [32, 64, 96, 128, 192, 256]);
  assertEquals(sizes.at(-1), 0x10_0000);
  assertEquals(kmallocSizes(16384)[0], 64);
  assertEquals(kmallocSizes(4096, 0x200_0000).at(-1), 0x200_0000);
  const classes = [0, 1, 32, 33, 92, 97, 193, 4097, 0x10_0000, 0x10_0001];
  assertEquals(
    classes.map((bytes) => sizeClass(bytes, sizes)),
    [32, 32, 32, 64, 96, 128, 256, 8192, 0x10_0000, 0],
  );
});

Deno.test("objects do not overlap, know their size and come back", () => {
  const { kmalloc, pages } = slab();
  const before = pages.freePages;
  const taken = new Map<number, number>();
  for (let i = 0; i < 300; i++) {
    const bytes = (i * 37) % 300;
    const address = kmalloc.allocate(bytes);
    const size = kmalloc.sizeOf(address);
    assert(address > 0 && size >= bytes && size >= 32);
    for (const [other, length] of taken) {
      assert(address + size <= other || other + length <= address);
    }
    taken.set(address, size);
  }
  for (const address of taken.keys()) {
    kmalloc.free(address);
    assertEquals(kmalloc.sizeOf(address), 0);
  }
  const again = kmalloc.allocate(100);
  assert(taken.has(again));
  assert(pages.freePages < before);
});

Deno.test("whole pages go back to the page allocator", () => {
  const { kmalloc, pages } = slab();
  const before = pages.freePages;
  const address = kmalloc.allocate(5000);
  assertEquals(kmalloc.sizeOf(address), 8192);
  assertEquals(pages.freePages, before - 2);
  kmalloc.free(address);
  kmalloc.free(address);
  assertEquals(pages.freePages, before);
});

Deno.test("what is too large or not there is answered with 0", () => {
  const { kmalloc } = slab(8192);
  assertEquals(kmalloc.largest, 0x10_0000);
  assertEquals(kmalloc.allocate(0x10_0001), 0);
  assertEquals(kmalloc.allocate(16384), 0);
  assert(kmalloc.allocate(8192) > 0);
  assertEquals(kmalloc.allocate(8192), 0);
  assertEquals(kmalloc.allocate(8), 0);
  assertEquals(kmalloc.sizeOf(0x6000_0000), 0);
});
