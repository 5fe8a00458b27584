import { assertEquals } from "@std/assert";
import { VmaCache } from "../../src/memory/vma_cache.ts";
import type { Vma } from "../../src/memory/region.ts";

const PAGE = 4096;
const vma = (start: number, pages: number): Vma =>
  ({ start: start * PAGE, end: (start + pages) * PAGE }) as Vma;

const outer = vma(8, 4);
const inner = vma(10, 1);

Deno.test("a cache of one VMA has the last", () => {
  const cache = new VmaCache("last", PAGE);
  cache.keep(10 * PAGE, inner);
  assertEquals(cache.covering(10 * PAGE), inner);
  assertEquals(cache.exact(10 * PAGE, 11 * PAGE), inner);
  assertEquals(cache.exact(10 * PAGE, 12 * PAGE), undefined);
  cache.keep(8 * PAGE, outer);
  assertEquals(cache.covering(10 * PAGE), outer);
  cache.drop(inner);
  assertEquals(cache.covering(10 * PAGE), outer);
  cache.drop(outer);
  assertEquals(cache.covering(10 * PAGE), undefined);
});

Deno.test("a cache of four VMAs is looked at from its start, or from the page", () => {
  for (
    const [kind, found] of [["four", outer], ["four-from-page", inner]] as const
  ) {
    const cache = new VmaCache(kind, PAGE);
    cache.keep(10 * PAGE, inner);
    cache.keep(8 * PAGE, outer);
    assertEquals(cache.covering(10 * PAGE), found, kind);
    assertEquals(cache.exact(10 * PAGE, 11 * PAGE), inner);
    assertEquals(cache.covering(11 * PAGE), outer);
    assertEquals(cache.covering(0x1_0000_0000_0000_0000n), undefined);
    cache.drop(inner);
    assertEquals(cache.covering(8 * PAGE), undefined, "all are forgotten");
  }
});
