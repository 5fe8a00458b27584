import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../../src/errors.ts";
import { OpenFile } from "../../../src/files/inode.ts";
import { ListWorld } from "../../../src/mm/list/list_world.ts";
import { RegionWorld } from "../../../src/mm/region_world.ts";
import type { World } from "../../../src/mm/world.ts";
import { LINUX_2_6_11_BDI } from "../../../src/policy/editions/linux_2_6_11_bdi.ts";
import { LINUX_2_6_14 } from "../../../src/policy/editions/linux_2_6_14.ts";
import { LINUX_2_6_16 } from "../../../src/policy/editions/linux_2_6_16.ts";
import { LINUX_2_6_21 } from "../../../src/policy/editions/linux_2_6_21.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import { fileIn, FLASH } from "./flash.ts";
import { ANONYMOUS, PRIVATE, R, SHARED, W } from "./lab.ts";

Deno.test("the text of /proc/maps and /proc/PID/maps", () => {
  const world = new ListWorld({ edition: LINUX_2_6_21 });
  const process = world.createProcess();
  const file = fileIn(world, { ...FLASH, mmap: "ok" });
  const map = (prot: number, flags: number, pgoff: number) =>
    world.mmap(process, { file, length: 4096, prot, flags, pgoff });
  map(R | W, SHARED, 1);
  map(R, PRIVATE, 0);
  world.mmap(process, {
    file: null,
    length: 100,
    prot: 7,
    flags: PRIVATE | ANONYMOUS,
    pgoff: 3,
  });
  const text = `20000000-20001000 r--s 00000000 5a:01 42         /dev/flash0
20001000-20002000 rw-S 00001000 5a:01 42         /dev/flash0
80002000-80002064 rwxp 00003000 00:00 0 
`;
  const maps = world.systemMaps();
  const anonymous = /^8000[0-9a-f]{4}-8000[0-9a-f]{4}/m.exec(maps)![0];
  assertEquals(maps, text.replace("80002000-80002064", anonymous));
  assertEquals(world.processMaps(process), maps);
  assertEquals(maps.split("\n")[0]!.indexOf("/dev/flash0"), 49);
});

Deno.test("/proc/maps ends with the first page of text before 2.6.16", () => {
  for (
    const [edition, lines] of [[LINUX_2_6_14, 99], [LINUX_2_6_16, 100]] as const
  ) {
    const world = new ListWorld({ edition });
    const process = world.createProcess();
    for (let i = 0; i < 100; i++) {
      world.mmap(process, {
        file: null,
        length: 100,
        prot: R,
        flags: PRIVATE | ANONYMOUS,
      });
    }
    const text = world.systemMaps();
    assertEquals(text.split("\n").length - 1, lines);
    assert(lines === 100 || text.length < 4096);
  }
});

Deno.test("what an outcome tells: calls, messages, restrictions and hazards", () => {
  const world = new ListWorld({ edition: LINUX_2_6_11_BDI });
  const process = world.createProcess({ name: "shell" });
  const file = fileIn(world, { ...FLASH, capabilities: 0x39 });
  const copy = world.mmap(process, {
    file,
    length: 4096,
    prot: R | 4,
    flags: PRIVATE,
  });
  assertEquals(copy.reason, "exec-without-capability");
  assertEquals(copy.restricted, [
    "exec-without-capability",
    "private-mmap-enosys",
  ]);
  assertEquals(copy.calls.map(({ operation }) => operation), [
    "get_unmapped_area",
    "mmap",
    "read",
  ]);
  assertEquals(copy.calls[0]!.result, 0x2000_0000);
  assertEquals(copy.calls[1]!.result, -38);

  const hinted = world.mmap(process, {
    file,
    address: 0x1000,
    length: 1,
    prot: R,
    flags: PRIVATE,
  });
  assertEquals([hinted.errno, hinted.reason], [22, "address-hint"]);
  assertEquals(hinted.messages.map(({ text }) => text), [
    "1: Can't do fixed-address/overlay mmap of RAM",
  ]);
  const absent = world.munmap(process, 0x1234, 5);
  assertEquals(absent.messages.map(({ text }) => text), [
    "munmap of non-mmaped memory by process 1 (shell): 00001234",
  ]);
  const fatal = world.mmap(process, {
    file: fileIn(world, { ...FLASH, mmap: "ok" }),
    length: 4096,
    prot: W,
    flags: PRIVATE,
  });
  assertEquals([fatal.errno, fatal.vma], [0, null]);
  assertEquals(fatal.hazards.map(({ effect }) => effect), ["fatal"]);
  assertEquals(fatal.messages.map(({ text }) => text), [
    "kernel BUG in do_mmap_private()",
  ]);
  assert(world.dead);
});

Deno.test("the leftover capabilities of a call can be given", () => {
  const request = { file: null, length: 0, prot: R, flags: 0x22 };
  const known = new ListWorld({ edition: LINUX_2_6_11_BDI });
  const mapped = known.mmap(known.createProcess(), {
    ...request,
    leftoverCapabilities: 0,
  });
  assertEquals(mapped.hazards.map(({ id }) => id), [
    "uninitialised-capabilities",
  ]);
  assertEquals([mapped.backing, known.dead], ["anonymous", false]);
  const unknown = new ListWorld({ edition: LINUX_2_6_11_BDI });
  unknown.mmap(unknown.createProcess(), request);
  assert(unknown.dead);
});

Deno.test("calls that never reach the mapping of memory", () => {
  const world = new ListWorld({ edition: LINUX_2_6_14 });
  const process = world.createProcess();
  const file = fileIn(world);
  const path = new OpenFile(file.inode, "path");
  const errno = (args: Partial<Parameters<ListWorld["mmap"]>[1]>) =>
    world.mmap(process, {
      file,
      length: 4096,
      prot: R,
      flags: PRIVATE,
      ...args,
    }).errno;
  assertEquals(errno({ offset: 100 }), 22);
  assertEquals(errno({ file: null }), 9);
  assertEquals(errno({ file: path }), 9);
  assertEquals(world.absentCall().errno, 38);
  assertEquals(world.badDescriptor().errno, 9);
  assertEquals(world.plainStep().errno, 0);
  const stripped = world.mmap(process, {
    file,
    length: 4096,
    prot: W,
    flags: PRIVATE | 0x1800,
  });
  assertEquals(stripped.vma!.flags, 0x1000072);
  world.locked.add(file.inode);
  const locked = world.mmap(process, {
    file,
    length: 4096,
    prot: R,
    flags: SHARED,
  });
  assertEquals([locked.errno, locked.reason], [11, "shared-mandatory-lock"]);
});

Deno.test("kernels before regions have 32-bit machines only", () => {
  assertThrows(
    () => new ListWorld({ edition: LINUX_2_6_14, wordSize: 64 }),
    InputError,
    "linux-2.6.14",
  );
});

/** What any kernel does, told by the interface that all worlds have. */
function story(world: World): unknown[] {
  const process = world.createProcess();
  const file = fileIn(world);
  const map = (flags: number) =>
    world.mmap(process, { file, length: 4096, prot: R | W, flags });
  const copy = map(PRIVATE);
  world.store(process, copy.value, new Uint8Array([1, 2, 3]));
  const seen = world.vmaAt(process, copy.value);
  const facts = [
    copy.backing,
    copy.reason,
    seen === copy.vma,
    world.load(copy.value, 4).bytes,
    process.mapCount,
    process.totalVm,
    world.pagesAllocated > 0,
    map(SHARED).errno,
    world.systemMaps().includes("/dev/flash0"),
    world.munmap(process, 0x1234, 1).errno,
    world.munmap(process, copy.value, 4096).errno,
    process.mapCount,
    world.exit(process).errno,
    world.dead,
  ];
  return facts;
}

Deno.test("one story, told by a kernel with regions and by those before", () => {
  const wanted = story(new RegionWorld());
  assertEquals(wanted[0], "copy");
  for (const edition of LIST_EDITIONS.slice(1)) {
    const told = story(new ListWorld({ edition }));
    assertEquals(told, wanted, edition.id);
  }
});
