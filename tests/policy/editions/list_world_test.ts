import { assert, assertEquals } from "@std/assert";
import { VM } from "../../../src/abi/vm.ts";
import { OpenFile } from "../../../src/files/inode.ts";
import type { Inode } from "../../../src/files/inode.ts";
import type { Driver } from "../../../src/files/driver.ts";
import { scriptedDriver } from "../../../src/files/scripted.ts";
import { ListWorld } from "../../../src/mm/list/list_world.ts";
import { memDevice } from "../../../src/mm/list/mem_device.ts";
import { LINUX_2_6_11 } from "../../../src/policy/editions/linux_2_6_11.ts";
import { LINUX_2_6_11_BDI } from "../../../src/policy/editions/linux_2_6_11_bdi.ts";
import { LINUX_2_6_12 } from "../../../src/policy/editions/linux_2_6_12.ts";
import { LINUX_2_6_14 } from "../../../src/policy/editions/linux_2_6_14.ts";
import { LINUX_2_6_16 } from "../../../src/policy/editions/linux_2_6_16.ts";
import { LINUX_2_6_18 } from "../../../src/policy/editions/linux_2_6_18.ts";
import { LINUX_2_6_19 } from "../../../src/policy/editions/linux_2_6_19.ts";
import { LINUX_2_6_20 } from "../../../src/policy/editions/linux_2_6_20.ts";
import { LINUX_2_6_21 } from "../../../src/policy/editions/linux_2_6_21.ts";
import { LIST_EDITIONS } from "../../../src/policy/editions/list_world.ts";
import type { ListEdition } from "../../../src/policy/list_edition.ts";
import { findRule } from "../../../src/policy/rules.ts";
import { Lab, PRIVATE, R, SHARED, W, X } from "../../mm/list/lab.ts";

const WITH_CAPABILITIES = LIST_EDITIONS.filter((edition) =>
  edition !== LINUX_2_6_11
);

function until(last: ListEdition): readonly ListEdition[] {
  return LIST_EDITIONS.slice(0, LIST_EDITIONS.indexOf(last) + 1);
}

function from(first: ListEdition): readonly ListEdition[] {
  return LIST_EDITIONS.slice(LIST_EDITIONS.indexOf(first));
}

function each(
  editions: readonly ListEdition[],
  check: (edition: ListEdition, lab: Lab) => void,
): void {
  for (const edition of editions) check(edition, new Lab(edition));
}

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

Deno.test("the mapping type is checked from the patch on", () => {
  each([LINUX_2_6_11], (_edition, lab) => {
    const process = lab.process();
    const file = lab.file();
    assertEquals(lab.map(process, null, { flags: 0 }), "ok anonymous");
    assertEquals(
      lab.map(process, file, { flags: 0 }),
      "ok private-mmap-enosys",
    );
    assertEquals(lab.flags & VM.SHARED, 0);
    assertEquals(
      lab.map(process, lab.file({ mmap: 0 }), { flags: 3 }),
      "ok shared-direct",
    );
  });
  each(WITH_CAPABILITIES, (edition, lab) => {
    for (const flags of [0, 3, 4, 8]) {
      const request = { flags };
      assertEquals(
        lab.map(lab.process(), lab.file(), request),
        "-22 map-type",
        edition.id,
      );
    }
  });
});

Deno.test("MAP_SHARED of what is not direct is EINVAL, then ENODEV", () => {
  const cases: [string, string][] = [
    ["reg", "-22 shared-needs-memory-backed"],
    ["chr", "-19 shared-needs-get-unmapped-area"],
  ];
  for (const [type, answer] of cases) {
    const spec = { type: type as "reg", caps: "C", gua: "absent" };
    each([LINUX_2_6_11], (_edition, lab) => {
      const file = lab.file(spec);
      assertEquals(lab.map(lab.process(), file, { flags: SHARED }), answer);
    });
    each(WITH_CAPABILITIES, (edition, lab) => {
      const file = lab.file(spec);
      assertEquals(
        lab.map(lab.process(), file, { flags: SHARED }),
        "-19 shared-needs-direct",
        edition.id,
      );
    });
  }
});

Deno.test("noexec moves behind the checks of sharing", () => {
  const spec = { noexec: true, caps: "C", readOnly: true };
  const request = { prot: R | W | X, flags: SHARED };
  each([LINUX_2_6_11], (_edition, lab) => {
    assertEquals(
      lab.map(lab.process(), lab.file(spec), request),
      "-1 noexec-mount",
    );
  });
  each(WITH_CAPABILITIES, (edition, lab) => {
    assertEquals(
      lab.map(lab.process(), lab.file(spec), request),
      "-13 shared-write-not-open-for-writing",
      edition.id,
    );
    assertEquals(
      lab.map(lab.process(), lab.file({ noexec: true }), { prot: X }),
      "-1 noexec-mount",
    );
  });
});

Deno.test("a private mapping needs COPY, in 2.6.11 a read operation", () => {
  const direct = { type: "chr", caps: "DRWX", mmap: 0 } as const;
  each([LINUX_2_6_11], (_edition, lab) => {
    const process = lab.process();
    assertEquals(lab.map(process, lab.file(direct), {}), "ok private-direct");
    const unreadable = lab.file({ ...direct, read: "absent" });
    assertEquals(lab.map(process, unreadable, {}), "-19 private-needs-read");
  });
  each(WITH_CAPABILITIES, (edition, lab) => {
    const process = lab.process();
    assertEquals(
      lab.map(process, lab.file(direct), {}),
      "-19 private-needs-copy",
      edition.id,
    );
    const unreadable = lab.file({ caps: "CDRWX", read: "absent" });
    assertEquals(lab.map(process, unreadable, {}), "-19 private-needs-copy");
  });
});

Deno.test("READ_IMPLIES_EXEC is real in 2.6.11 only", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const process = lab.process(false, true);
    const real = edition === LINUX_2_6_11;
    const file = lab.file();
    for (const mapped of [null, file]) {
      lab.map(process, mapped, { prot: R, pgoff: 1 });
      assertEquals((lab.flags & VM.EXEC) !== 0, real, edition.id);
    }
    lab.map(process, lab.file({ noexec: true }), { prot: R });
    assertEquals(lab.flags & VM.EXEC, 0);
  });
});

Deno.test("ENOSYS from get_unmapped_area ends a copy in 2.6.11 only", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const file = lab.file({ gua: "ENOSYS" });
    const answer = lab.map(lab.process(), file, {});
    assertEquals(
      answer,
      edition === LINUX_2_6_11
        ? "-19 get-unmapped-area-enosys-any"
        : "ok get-unmapped-area-enosys",
      edition.id,
    );
  });
});

Deno.test("2.6.11 asks for an address even for a copy", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const file = lab.file({ gua: "ENODEV" });
    const answer = lab.map(lab.process(), file, { prot: R | W });
    assertEquals(
      answer,
      edition === LINUX_2_6_11
        ? "-19 get-unmapped-area-refuses"
        : "ok private-writable",
      edition.id,
    );
  });
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

Deno.test("MAP_SHARED of direct memory is not joined from 2.6.21 on", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const process = lab.process();
    const file = lab.file({ mmap: 0 });
    const shared = { flags: SHARED, prot: R };
    lab.map(process, file, shared);
    assertEquals(
      lab.map(process, file, shared),
      edition === LINUX_2_6_21 ? "ok shared-direct" : "ok existing-vma",
      edition.id,
    );
    assertEquals(
      lab.map(process, file, { flags: PRIVATE, prot: R }),
      "ok existing-vma",
    );
  });
});

/** Flag table: [name, edition's column, flags expected]. */
Deno.test("resulting VM flags, 2.6.11 and from the patch on", () => {
  const rows: [string, (lab: Lab) => string, string, string][] = [
    [
      "anonymous, read and write",
      (lab) => lab.map(lab.process(), null, { prot: R | W }),
      "73",
      "1000073",
    ],
    [
      "anonymous, MAP_SHARED",
      (lab) => lab.map(lab.process(), null, { prot: R | W, flags: SHARED }),
      "73",
      "1000073",
    ],
    [
      "copied file, read",
      (lab) => lab.map(lab.process(), lab.file({ caps: "C" }), {}),
      "f1",
      "10000f1",
    ],
    [
      "copied file, read and write",
      (lab) => lab.map(lab.process(), lab.file({ caps: "C" }), { prot: R | W }),
      "73",
      "1000073",
    ],
    [
      "all capabilities, read, in place",
      (lab) => lab.map(lab.process(), lab.file({ mmap: 0 }), {}),
      "f1",
      "f1",
    ],
    [
      "READ and EXEC only, declined",
      (lab) => lab.map(lab.process(), lab.file({ caps: "CDRX" }), {}),
      "f1",
      "1000071",
    ],
    [
      "direct, MAP_SHARED, read and write",
      (lab) =>
        lab.map(lab.process(), lab.file({ mmap: 0 }), {
          flags: SHARED,
          prot: R | W,
        }),
      "fb",
      "fb",
    ],
    [
      "READ and EXEC only, MAP_SHARED, read",
      (lab) =>
        lab.map(lab.process(), lab.file({ caps: "CDRX", mmap: 0 }), {
          flags: SHARED,
        }),
      "f9",
      "f9",
    ],
    [
      "all capabilities, read, traced, declined",
      (lab) => lab.map(lab.process(true), lab.file(), {}),
      "f1",
      "1000071",
    ],
  ];
  for (const [name, map, before, since] of rows) {
    each(LIST_EDITIONS, (edition, lab) => {
      const wanted = edition === LINUX_2_6_11 ? before : since;
      const text = `${edition.id}: ${name}`;
      assert(map(lab).startsWith("ok "), text);
      assertEquals(lab.flags.toString(16), wanted, text);
    });
  }
});

Deno.test("READ and EXEC only, and tracing: an accepting driver is a BUG since the patch", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    const rom = lab.file({ caps: "CDRX", mmap: 0 });
    const bug = "driver-accepts-unshareable private-direct";
    const ok = "ok private-direct";
    const wanted = edition === LINUX_2_6_11 ? ok : bug;
    assertEquals(lab.map(lab.process(), rom, {}), wanted, edition.id);
    const other = new Lab(edition);
    const ram = other.file({ mmap: 0 });
    assertEquals(other.map(other.process(true), ram, {}), wanted, edition.id);
  });
});

Deno.test("mapping flags that become VM flags", () => {
  each(LIST_EDITIONS, (edition, lab) => {
    lab.map(lab.process(), null, { flags: PRIVATE | 0x3900, prot: 0 });
    const locked = edition === LINUX_2_6_11 ? 0 : VM.LOCKED;
    assertEquals(
      lab.flags & ~VM.MAPPED_COPY,
      0x70 | VM.GROWSDOWN | VM.DENYWRITE | VM.EXECUTABLE | locked,
      edition.id,
    );
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
