import { assertEquals } from "@std/assert";
import type { Word } from "../../src/abi/word.ts";
import { RangeMap } from "../../src/memory/range_map.ts";

function entries(map: RangeMap<string>): [Word, Word, string][] {
  return [...map].map(({ first, last, value }) => [first, last, value]);
}

Deno.test("store() overwrites what it covers and keeps the rest", () => {
  const map = new RangeMap<string>();
  map.store(10, 19, "a");
  map.store(30, 39, "b");
  map.store(15, 34, "c");
  assertEquals(entries(map), [[10, 14, "a"], [15, 34, "c"], [35, 39, "b"]]);
  map.store(20, 21, "d");
  assertEquals(entries(map), [
    [10, 14, "a"],
    [15, 19, "c"],
    [20, 21, "d"],
    [22, 34, "c"],
    [35, 39, "b"],
  ]);
  assertEquals(map.size, 5);
});

Deno.test("find() gives the first entry that touches a range", () => {
  const map = new RangeMap<string>();
  map.store(10, 19, "a");
  map.store(30, 39, "b");
  assertEquals(map.find(0, 9), undefined);
  assertEquals(map.find(19, 100)?.value, "a");
  assertEquals(map.find(20, 30)?.value, "b");
  assertEquals(map.find(20, 29), undefined);
  assertEquals(map.find(30, 20), undefined);
});

Deno.test("ranges reach the last word of 64 bits", () => {
  const map = new RangeMap<string>();
  const last = 0xffff_ffff_ffff_ffffn;
  map.store(last - 0xfffn, last, "top");
  assertEquals(map.at(last), "top");
  map.clear(last - 0xfffn, last - 1n);
  assertEquals(entries(map), [[last, last, "top"]]);
  map.store(0, last, "all");
  map.clear(2 ** 53 - 1, 2n ** 53n);
  assertEquals(entries(map), [
    [0, 2 ** 53 - 2, "all"],
    [2n ** 53n + 1n, last, "all"],
  ]);
});

Deno.test("floor() gives the last entry that starts at or before a word", () => {
  const map = new RangeMap<string>();
  for (let i = 0; i < 1000; i++) map.store(i * 10, i * 10, `${i}`);
  assertEquals(map.floor(0), "0");
  assertEquals(map.floor(4321), "432");
  assertEquals(map.floor(99999), "999");
  assertEquals(new RangeMap<string>().floor(5), undefined);
});

Deno.test("a long random run agrees with an array of single words", () => {
  const map = new RangeMap<number>();
  const words = new Int32Array(3000).fill(-1);
  let seed = 12345;
  const random = (below: number): number => {
    seed = Math.imul(seed, 1103515245) + 12345 >>> 0;
    return (seed >>> 8) % below;
  };
  for (let round = 0; round < 4000; round++) {
    const first = random(words.length);
    const last = Math.min(words.length - 1, first + random(40));
    if (random(3) === 0) {
      map.clear(first, last);
      words.fill(-1, first, last + 1);
    } else {
      map.store(first, last, round);
      words.fill(round, first, last + 1);
    }
    const at = random(words.length);
    assertEquals(map.at(at) ?? -1, words[at]);
  }
  for (let i = 0; i < words.length; i++) {
    assertEquals(map.at(i) ?? -1, words[i]);
  }
});
