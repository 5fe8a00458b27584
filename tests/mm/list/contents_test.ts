import { assertEquals } from "@std/assert";
import { patternSource } from "../../../src/files/contents.ts";
import { ListWorld } from "../../../src/mm/list/list_world.ts";
import { LINUX_2_6_14 } from "../../../src/policy/editions/linux_2_6_14.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import { fileIn, FLASH } from "./flash.ts";
import { ANONYMOUS, PRIVATE, R, SHARED, W } from "./lab.ts";

function pattern(position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  patternSource()(position, bytes);
  return bytes;
}

Deno.test("a copy holds the file, then zeros; a later copy is another", () => {
  for (const edition of LIST_EDITIONS) {
    const world = new ListWorld({ edition });
    const process = world.createProcess();
    const file = fileIn(world);
    // The memory was in use before.
    const used = world.mmap(process, {
      file: null,
      length: 8192,
      prot: W,
      flags: PRIVATE | ANONYMOUS,
    });
    world.store(process, used.value, new Uint8Array(8192).fill(0xee));
    world.munmap(process, used.value, 8192);
    const request = { file, length: 5000, prot: R, offset: 4096 };
    const copy = world.mmap(process, { ...request, flags: PRIVATE });
    assertEquals([copy.errno, copy.backing], [0, "copy"], edition.id);
    assertEquals(copy.value, used.value);
    const { bytes } = world.load(copy.value, 5000);
    assertEquals(bytes!.subarray(0, 1904), pattern(4096, 1904));
    assertEquals(bytes!.subarray(1904), new Uint8Array(5000 - 1904));
    const read = copy.calls.find(({ operation }) => operation === "read")!;
    assertEquals([read.position, read.count, read.result], [4096, 5000, 1904]);
    assertEquals(read.file, "flash0");
  }
});

Deno.test("anonymous memory is zero, whatever it held", () => {
  const world = new ListWorld({ edition: LINUX_2_6_14 });
  const process = world.createProcess();
  const map = () =>
    world.mmap(process, {
      file: null,
      length: 100,
      prot: W,
      flags: PRIVATE | ANONYMOUS,
    });
  const first = map();
  world.store(process, first.value, new Uint8Array(100).fill(7));
  world.munmap(process, first.value, 0);
  const second = map();
  assertEquals(second.value, first.value);
  assertEquals(world.load(second.value, 100).bytes, new Uint8Array(100));
});

Deno.test("stores reach the device through a direct mapping, and age copies", () => {
  const world = new ListWorld({ edition: LINUX_2_6_14 });
  const process = world.createProcess();
  const file = fileIn(world, { ...FLASH, mmap: "shared-only" });
  const map = (flags: number, prot: number, length = 4096) =>
    world.mmap(process, { file, length, prot, flags });
  const direct = map(SHARED, R | W, 6000);
  assertEquals([direct.value, direct.backing], [0x2000_0000, "direct"]);
  assertEquals(world.load(0x2000_0000, 8).bytes, pattern(0, 8));
  world.store(process, 0x2000_0004, new Uint8Array([9, 9]));
  assertEquals(
    world.load(0x2000_0000, 8).bytes,
    new Uint8Array([1, 0, 0, 0, 9, 9, 0, 0]),
  );
  const copy = map(PRIVATE, W);
  assertEquals(world.load(copy.value as number + 4, 1).bytes![0], 9);
  world.store(process, copy.value, new Uint8Array([1, 2, 3]));
  assertEquals(world.load(0x2000_0000, 1).bytes![0], 1);
});

Deno.test("joining a copy of a file that has changed", () => {
  const world = new ListWorld({ edition: LINUX_2_6_14 });
  const [one, two] = [world.createProcess(), world.createProcess()];
  const { getUnmappedArea: _, ...readable } = FLASH;
  const file = fileIn(world, { ...readable, capabilities: 1 });
  const map = (by: typeof one) =>
    world.mmap(by, { file, length: 4096, prot: R, flags: PRIVATE });
  const first = map(one);
  assertEquals(map(two).hazards, []);
  world.munmap(two, first.value, 4096);
  world.write(file, 0, new Uint8Array([5]));
  const stale = map(two);
  assertEquals(stale.hazards.map(({ id }) => id), ["stale-copy"]);
  assertEquals(stale.vma!.region, first.vma!.region);
  assertEquals(world.load(stale.value, 1).bytes![0], 1);
});
