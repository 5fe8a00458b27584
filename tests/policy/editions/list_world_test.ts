import { assert, assertEquals } from "@std/assert";
import { OpenFile } from "../../../src/files/inode.ts";
import { scriptedDriver } from "../../../src/files/scripted.ts";
import { ListWorld } from "../../../src/mm/list/list_world.ts";
import { LINUX_2_6_11 } from "../../../src/policy/editions/linux_2_6_11.ts";
import { LINUX_2_6_11_BDI } from "../../../src/policy/editions/linux_2_6_11_bdi.ts";
import { LINUX_2_6_12 } from "../../../src/policy/editions/linux_2_6_12.ts";
import { LINUX_2_6_18 } from "../../../src/policy/editions/linux_2_6_18.ts";
import { LINUX_2_6_19 } from "../../../src/policy/editions/linux_2_6_19.ts";
import { LINUX_2_6_20 } from "../../../src/policy/editions/linux_2_6_20.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import { findRule } from "../../../src/policy/rules.ts";
import { R, SHARED } from "../../mm/list/lab.ts";
import { each, from, until } from "./each_list.ts";

Deno.test("editions before regions are in order and do not overlap", () => {
  const ids = LIST_EDITIONS.map(({ id }) => id);
  assertEquals(new Set(ids).size, ids.length);
  const releases = LIST_EDITIONS.filter(({ id }) => !id.endsWith("bdi"))
    .map(({ releases: [first, last] }) =>
      [first, last].map((release) => Number(release.split(".")[2]))
    );
  let next = 11;
  for (const [first, last] of releases) {
    assertEquals(first, next);
    next = last! + 1;
  }
  assertEquals(next, 29);
});

Deno.test("munmap of length 0 from 2.6.14 on", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const process = lab.process();
    lab.map(process, null, { length: 5000 });
    const any = !until(LINUX_2_6_12).includes(edition);
    assertEquals(
      lab.unmap(process, lab.address, 0),
      any ? "ok munmap-any-length" : "-22 munmap-no-exact-match",
      edition.id,
    );
    assertEquals(process.totalVm, 1);
  });
});

Deno.test("/proc/PID/maps, the order of lists, and failing anonymous memory", () => {
  for (const edition of LIST_EDITIONS) {
    const late = from(LINUX_2_6_19).includes(edition);
    const world = new ListWorld({ edition });
    const process = world.createProcess();
    const map = (length: number) =>
      world.mmap(process, { file: null, length, prot: R, flags: 0x22 });
    map(4096);
    map(8192);
    assertEquals(world.processMaps(process) !== "", late, edition.id);
    const failing = map(0x10_0001);
    const hazards = failing.hazards.map(({ id }) => id);
    if (late) {
      assertEquals([failing.errno, hazards], [12, []], edition.id);
      assertEquals(failing.reason, "kmalloc-too-large");
    } else assertEquals(hazards, ["null-file-released"], edition.id);
  }
  each(LIST_EDITIONS, (edition, lab) => {
    const process = lab.process();
    const file = lab.file({ mmap: 0 });
    for (const pgoff of [2, 0, 1]) {
      lab.map(process, file, { pgoff, flags: SHARED });
    }
    const starts: number[] = [];
    for (let at = process.list; at !== null; at = at.next) {
      starts.push(at.vma.pgoff);
    }
    const ordered = from(LINUX_2_6_19).includes(edition);
    assertEquals(starts, ordered ? [0, 1, 2] : [1, 0, 2], edition.id);
  });
});

Deno.test("lengths and offsets that do not fit", () => {
  const zero = { length: 0 };
  const wrapping = { length: 0xffff_f001 };
  const long = { length: 0xf000_0001 };
  const overflow = { length: 4096, pgoff: 0xffff_ffff };
  const floor = { length: 4097, pgoff: 0xffff_fffe };
  each(LIST_EDITIONS, (edition, lab) => {
    const process = lab.process();
    const file = lab.file();
    const answers = [zero, wrapping, long, overflow, floor].map((request) =>
      lab.map(process, file, request)
    );
    const { id } = edition;
    if (from(LINUX_2_6_20).includes(edition)) {
      assertEquals(answers, [
        "-22 zero-length",
        "-12 length-overflow",
        "-12 length-beyond-task-size",
        "-75 offset-overflow",
        "-75 offset-overflow",
      ], id);
      return;
    }
    const early = edition === LINUX_2_6_11
      ? "ok nothing-to-map"
      : "capabilities-unknown capabilities-never-set";
    assertEquals(answers.slice(0, 4), [
      early,
      early,
      "-22 length-beyond-task-size",
      "-22 offset-overflow",
    ], id);
    assertEquals(answers[4], "ok private-mmap-enosys", id);
  });
});

Deno.test("addresses that are errors: 999 of them, 4095 from 2.6.18 on", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const gua = `0x${(2 ** 32 - 2000).toString(16)}`;
    const file = lab.file({ gua, mmap: 0 });
    const answer = lab.map(lab.process(), file, { flags: SHARED });
    assertEquals(
      answer,
      from(LINUX_2_6_18).includes(edition)
        ? "-2000 get-unmapped-area-refuses"
        : "ok shared-direct",
      edition.id,
    );
  });
});

Deno.test("numbers of the capabilities: before, in the patch, and as merged", () => {
  assertEquals(LINUX_2_6_11.capabilityNumbers, {});
  const { capabilityNumbers: first } = LINUX_2_6_11_BDI;
  const { capabilityNumbers: merged } = LINUX_2_6_20;
  assertEquals([first["COPY"], first["DIRECT"]], [1, 2]);
  assertEquals([merged["COPY"], merged["DIRECT"]], [4, 8]);
  for (const name of ["READ", "WRITE", "EXEC"]) {
    assertEquals(first[name], merged[name]);
  }
});

Deno.test("every reason and restriction of these kernels is a rule", () => {
  for (const edition of LIST_EDITIONS) {
    const world = new ListWorld({ edition });
    const process = world.createProcess();
    const driver = scriptedDriver({
      type: "chr",
      capabilities: 0x79,
      getUnmappedArea: { base: 0x2000_0000 },
      mmap: "ENOSYS",
      read: "ok",
    });
    const inode = world.createInode({
      name: "dev",
      driver,
      size: 65536,
      path: "/dev/dev",
      device: "01:02",
      number: 3,
    });
    const file = new OpenFile(inode, "rw");
    for (const flags of [0, 1, 2, 3, 0x11, 0x22]) {
      for (const prot of [0, 1, 3, 5, 7]) {
        const made = world.mmap(process, { file, length: 4096, prot, flags });
        for (const rule of [made.reason, ...made.restricted]) {
          assert(findRule(rule) !== undefined, `${edition.id}: '${rule}'`);
        }
        if (made.vma !== null) world.munmap(process, made.value, 4096);
      }
    }
  }
});
