import { assertEquals } from "@std/assert";
import { errnoName } from "../../src/abi/errno.ts";
import { ramfsDriver } from "../../src/files/ramfs.ts";
import type { BuddyAllocator } from "../../src/memory/buddy.ts";
import { ftruncate, write } from "../../src/mm/file_system_calls.ts";
import { load } from "../../src/mm/memory_access.ts";
import type { MachineOptions } from "../../src/mm/machine_options.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { brief, open, PRIVATE, READ, SHARED, WRITE } from "./opened.ts";

const PAGE = 4096;

function ramfs(options: MachineOptions = {}) {
  const opened = open(ramfsDriver(LINUX_6_12.ramfs), 0, options);
  const { machine, file } = opened;
  return {
    ...opened,
    inode: file.inode,
    free: () => (machine.allocator as BuddyAllocator).freePages,
    truncate(size: number) {
      const { errno } = ftruncate(machine, file, size);
      return errno === 0 ? "ok" : errnoName(errno);
    },
    write(position: number, length: number, byte: number) {
      const bytes = new Uint8Array(length).fill(byte);
      const { errno, value } = write(machine, file, position, bytes);
      return errno === 0 ? value : errnoName(errno);
    },
  };
}

Deno.test("growing from nothing gives one run of pages", () => {
  const { inode, truncate, map, free } = ramfs();
  assertEquals(truncate(5 * PAGE + 1), "ok");
  assertEquals(free(), 4096 - 6);
  const pages = [...inode.pages.values()];
  assertEquals(pages, pages.map((_, i) => pages[0]! + i * PAGE));
  assertEquals(brief(map({ length: 6 * PAGE })), `0x${pages[0]!.toString(16)}`);
  assertEquals(brief(map({ length: 7 * PAGE })), "ENODEV");
});

Deno.test("growing again leaves a hole", () => {
  const { truncate, map, free } = ramfs();
  truncate(PAGE);
  truncate(4 * PAGE);
  assertEquals(free(), 4095);
  assertEquals(brief(map({ length: 4 * PAGE })), "ENODEV");
  assertEquals(brief(map({ length: PAGE })).startsWith("0x"), true);
});

Deno.test("a hole that is read gets pages", () => {
  const { truncate, map, free } = ramfs();
  truncate(PAGE);
  truncate(3 * PAGE);
  const copy = { flags: PRIVATE, prot: READ | WRITE, length: 3 * PAGE };
  assertEquals(brief(map(copy)), "copy");
  assertEquals(free(), 4096 - 3 - 3);
});

Deno.test("writing beyond the end makes the pages that are written", () => {
  const { inode, write, machine, map } = ramfs();
  assertEquals(write(2 * PAGE + 10, 5, 7), 5);
  assertEquals([inode.size, [...inode.pages.keys()]], [2 * PAGE + 15, [2]]);
  const { value } = map({ flags: PRIVATE, length: 3 * PAGE });
  const { bytes } = load(machine, value, 3 * PAGE);
  assertEquals(bytes!.indexOf(7), 2 * PAGE + 10);
  assertEquals(bytes!.lastIndexOf(7), 2 * PAGE + 14);
});

Deno.test("shrinking clears the rest of the last page", () => {
  const { write, truncate, machine, map } = ramfs();
  write(0, 2 * PAGE, 9);
  assertEquals(truncate(100), "ok");
  assertEquals(truncate(2 * PAGE), "ok");
  const { value } = map({ flags: PRIVATE, prot: READ | WRITE, length: PAGE });
  const { bytes } = load(machine, value, PAGE);
  assertEquals([bytes![99], bytes![100]], [9, 0]);
});

Deno.test("files have largest sizes", () => {
  const small = ramfs();
  assertEquals(small.truncate(0x400_001), "EFBIG");
  assertEquals(small.truncate(2 ** 32), "EFBIG");
  const { truncate, write, inode } = ramfs();
  truncate(PAGE);
  const largest = 0xffff_ffff * PAGE;
  assertEquals(truncate(largest + 1), "EFBIG");
  assertEquals(inode.size, PAGE);
  assertEquals(truncate(largest), "ok");
  assertEquals(write(largest, 1, 1), "EFBIG");
  assertEquals(write(largest - 2, 5, 1), 2);
  const wide = ramfs({ wordSize: 64 });
  wide.truncate(PAGE);
  assertEquals(wide.truncate(largest + 1), "ok");
});

Deno.test("without memory a write takes what fits", () => {
  const { write, free } = ramfs({ ram: { size: 4 * PAGE } });
  assertEquals(write(0, 6 * PAGE, 1), 4 * PAGE);
  assertEquals(free(), 0);
  assertEquals(write(8 * PAGE, 1, 1), "ENOMEM");
});

Deno.test("a shared mapping keeps its pages, a private one does not", () => {
  const { truncate, map } = ramfs();
  truncate(4 * PAGE);
  map({ length: 2 * PAGE, flags: SHARED });
  assertEquals(truncate(2 * PAGE), "ok");
  assertEquals(truncate(2 * PAGE - 1), "ETXTBSY");
  const second = ramfs();
  second.truncate(4 * PAGE);
  second.map({ length: 2 * PAGE, flags: PRIVATE });
  const { errno, hazards } = ftruncate(second.machine, second.file, 0);
  assertEquals([errno, hazards.map(({ id }) => id)], [0, [
    "mapped-pages-freed",
  ]]);
});
