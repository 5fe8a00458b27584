import { assert, assertEquals } from "@std/assert";
import { OpenFile } from "../../../src/files/inode.ts";
import type { Inode } from "../../../src/files/inode.ts";
import type { Driver } from "../../../src/files/driver.ts";
import { ListWorld } from "../../../src/mm/list/list_world.ts";
import { memDevice } from "../../../src/mm/list/mem_device.ts";
import { LINUX_2_6_12 } from "../../../src/policy/editions/linux_2_6_12.ts";
import { LINUX_2_6_14 } from "../../../src/policy/editions/linux_2_6_14.ts";
import { LINUX_2_6_16 } from "../../../src/policy/editions/linux_2_6_16.ts";
import { LINUX_2_6_18 } from "../../../src/policy/editions/linux_2_6_18.ts";
import { LINUX_2_6_21 } from "../../../src/policy/editions/linux_2_6_21.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import type { ListEdition } from "../../../src/policy/list_edition.ts";
import { PRIVATE, R, SHARED, W } from "../../mm/list/lab.ts";
import { from, until } from "./each_list.ts";

function worldWith(
  edition: ListEdition,
  driver: Driver | "ramfs",
  type: "reg" | "chr" = "reg",
): { world: ListWorld; file: OpenFile; inode: Inode } {
  const world = new ListWorld({ edition });
  const inode = world.createInode({
    name: "file",
    driver: driver === "ramfs" ? world.ramfs : driver,
    size: 0,
    path: type === "chr" ? "/dev/file" : "/file",
    device: "00:01",
    number: 7,
  });
  return { world, inode, file: new OpenFile(inode, "rw") };
}

Deno.test("/dev/mem is EAGAIN, in place from 2.6.14 on, shared from 2.6.19", () => {
  for (const edition of LIST_EDITIONS) {
    const { world, file } = worldWith(edition, memDevice(edition), "chr");
    const process = world.createProcess();
    const request = { file, length: 4096, pgoff: 0x1000 };
    const read = world.mmap(process, { ...request, prot: R, flags: PRIVATE });
    const shared = world.mmap(process, {
      ...request,
      prot: R | W,
      flags: SHARED,
    });
    const { id } = edition;
    if (until(LINUX_2_6_12).includes(edition)) {
      assertEquals([read.errno, shared.errno], [11, 19], id);
    } else if (until(LINUX_2_6_18).includes(edition)) {
      assertEquals(read.errno, 0, id);
      assertEquals(read.value, 0x100_0000, id);
      assertEquals(shared.errno, 19, id);
      const written = world.mmap(process, {
        ...request,
        prot: R | W,
        flags: PRIVATE,
      });
      assertEquals(
        written.hazards.map(({ id }) => id),
        ["driver-accepts-unshareable"],
      );
    } else {
      assertEquals(read.errno, 19, id);
      assertEquals(shared.value, 0x100_0000, id);
      const shifted = from(LINUX_2_6_21).includes(edition);
      assertEquals(shared.vma!.end, shifted ? 0x100_1000 : 0x2000, id);
    }
  }
});

Deno.test("what ramfs answers", () => {
  for (const edition of LIST_EDITIONS) {
    const { world, file } = worldWith(edition, "ramfs");
    const process = world.createProcess();
    world.ftruncate(file, 8192);
    const request = { file, length: 8192 };
    const map = (prot: number, flags: number) =>
      world.mmap(process, { ...request, prot, flags });
    const shared = map(R | W, SHARED);
    const { id } = edition;
    if (until(LINUX_2_6_14).includes(edition)) {
      assertEquals(shared.errno, 19, id);
      assertEquals(world.ftruncate(file, 4096).errno, 0);
    } else {
      assertEquals([shared.errno, shared.backing], [0, "direct"], id);
      assertEquals(world.ftruncate(file, 4096).errno, 26, id);
      world.munmap(process, shared.value, 8192);
    }
    const read = map(R, PRIVATE);
    const zero = edition === LINUX_2_6_16;
    assertEquals(read.backing, zero ? "direct" : "copy", id);
    assertEquals(read.value === 0, zero, id);
    const hazards = map(R | W, PRIVATE).hazards.map(({ id }) => id);
    assertEquals(hazards, zero ? ["driver-accepts-unshareable"] : [], id);
  }
});

Deno.test("ramfs refuses what it has no pages for", () => {
  for (const edition of from(LINUX_2_6_16)) {
    const { world, file } = worldWith(edition, "ramfs");
    const process = world.createProcess();
    const shared = { file, prot: R, flags: SHARED };
    world.ftruncate(file, 8192);
    const beyond = world.mmap(process, { ...shared, length: 12288 });
    assertEquals(beyond.errno, 22);
    world.ftruncate(file, 16384);
    const hole = world.mmap(process, { ...shared, length: 16384 });
    assertEquals(hole.hazards.map(({ id }) => id), ["null-page-released"]);
    assert(world.dead);
  }
});
