import { assertEquals } from "@std/assert";
import { BuddyAllocator, orderOf } from "../../src/memory/buddy.ts";

const MIB = 2 ** 20;

function zone(size: number, reserved: [number, number][] = []): BuddyAllocator {
  return new BuddyAllocator({
    base: 0x8000_0000,
    size,
    pageSize: 4096,
    maxPageOrder: 10,
    reserved: reserved.map(([start, length]) => ({ start, length })),
  });
}

Deno.test("orderOf() is the exponent of the next power of two", () => {
  assertEquals([1, 2, 3, 4, 5, 1024, 1025].map(orderOf), [
    0,
    1,
    2,
    2,
    3,
    10,
    11,
  ]);
});

Deno.test("a whole zone is blocks of the largest order", () => {
  const ram = zone(16 * MIB);
  assertEquals(ram.freePages, 4096);
  assertEquals(ram.freeBlocks().at(-1), 4);
  assertEquals(ram.allocate(1024), 0x8000_0000);
  assertEquals(ram.allocate(1025), -1);
});

Deno.test("allocate() gives back what a power of two has too much", () => {
  const ram = zone(4 * MIB);
  const at = ram.allocate(9);
  assertEquals(ram.freePages, 1024 - 9);
  ram.free(at, 9);
  assertEquals(ram.freePages, 1024);
  assertEquals(ram.freeBlocks().at(-1), 1);
});

Deno.test("free memory that is not contiguous does not help", () => {
  const taken: [number, number][] = [];
  for (let at = 0; at < 4 * MIB; at += 0x4000) {
    taken.push([0x8000_0000 + at, 0x1000]);
  }
  const ram = zone(4 * MIB, taken);
  assertEquals(ram.freePages, 768);
  assertEquals(ram.allocate(2) >= 0, true);
  assertEquals(ram.allocate(3), -1);
  assertEquals(ram.freeRanges().every(({ length }) => length <= 0x3000), true);
});

Deno.test("blocks merge across a base that is not aligned", () => {
  const ram = new BuddyAllocator({
    base: 0x8000_3000,
    size: 0x5000,
    pageSize: 4096,
    maxPageOrder: 10,
  });
  assertEquals(ram.freeBlocks().slice(0, 3), [1, 0, 1]);
  const pages = Array.from({ length: 5 }, () => ram.allocate(1));
  assertEquals(ram.allocate(1), -1);
  for (const page of pages) ram.free(page, 1);
  assertEquals(ram.freeBlocks().slice(0, 3), [1, 0, 1]);
});

Deno.test("after a long random run everything merges again", () => {
  const ram = zone(16 * MIB);
  let seed = 99;
  const random = (below: number): number => {
    seed = Math.imul(seed, 1103515245) + 12345 >>> 0;
    return (seed >>> 8) % below;
  };
  const held = new Map<number, number>();
  for (let round = 0; round < 20000; round++) {
    if (random(2) === 0) {
      const count = 1 + random(70);
      const at = ram.allocate(count);
      if (at >= 0) held.set(at, count);
    } else {
      for (const [at, count] of held) {
        ram.free(at, count);
        held.delete(at);
        break;
      }
    }
    const used = [...held.values()].reduce((sum, count) => sum + count, 0);
    assertEquals(ram.freePages + used, 4096);
  }
  for (const [at, count] of held) ram.free(at, count);
  assertEquals(ram.freeBlocks().at(-1), 4);
});
