import { assertEquals } from "@std/assert";
import { FreeLists, NONE } from "../../src/memory/free_lists.ts";

Deno.test("blocks join their list at the head or at the tail", () => {
  const lists = new FreeLists(4096, 10);
  lists.link(8, 2, false);
  lists.link(4, 2, false);
  lists.link(12, 2, true);
  assertEquals([...lists.pages(2)], [4, 8, 12]);
  lists.unlink(8, 2);
  assertEquals([...lists.pages(2)], [4, 12]);
  lists.unlink(4, 2);
  lists.unlink(12, 2);
  assertEquals([lists.first(2), lists.first(10)], [NONE, NONE]);
});

Deno.test("a whole block and the block at its first page are told apart", () => {
  const lists = new FreeLists(2048, 10);
  lists.link(0, 10, true);
  lists.link(1024, 4, true);
  assertEquals([lists.orderAt(0), lists.orderAt(1024)], [10, 4]);
  assertEquals([lists.has(0, 4), lists.has(1024, 10)], [false, false]);
  assertEquals(lists.orderAt(1040), NONE);
});

Deno.test("lists stay as they are when a page far away is linked", () => {
  const lists = new FreeLists(10_000, 3);
  const pages = [9999, 1, 5000, 17, 2500];
  for (const page of pages) lists.link(page, 0, true);
  assertEquals([...lists.pages(0)], pages);
  for (const page of pages) assertEquals(lists.orderAt(page), 0);
  assertEquals(lists.has(9998, 0), false);
});
