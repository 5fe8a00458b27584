import { assert, assertEquals } from "@std/assert";
import { compileTest } from "../../../src/referee/judge/compile.ts";
import { stockPaths } from "../../../src/referee/judge/stock_files.ts";
import { MEMORY } from "../../../src/referee/target/machine.ts";
import type { PlanCase } from "../../../src/referee/plan/plan.ts";
import type { Edition } from "../../../src/policy/edition.ts";
import { findEdition } from "../../../src/policy/editions.ts";
import { ENGINE_NAMES } from "../../../src/scenario/known_names.ts";
import { parseScenarios } from "../../../src/scenario/parse.ts";

const edition = findEdition("linux-6.12") as Edition;

function compile(body: string) {
  const { scenarios, errors } = parseScenarios(
    `id: stock\nname: Stock\nsource: here\n${body}`,
    "test.yaml",
    ENGINE_NAMES,
  );
  assertEquals(errors.map(({ message }) => message), []);
  return compileTest(scenarios[0]!, edition);
}

function planOf(body: string): PlanCase {
  const { cases, unobservable } = compile(body);
  assertEquals(unobservable, []);
  return cases[0]!.plan;
}

const STEP = (file: string) =>
  `steps:
  - mmap: { file: ${file}, length: 4KiB, prot: READ, flags: PRIVATE }
    expect: ok
`;

const IMAGES = `images:
  rom:
    files: { /a: { size: 9000, layout: aligned }, /b: { size: 5000 } }
`;

Deno.test("files of one image are on one device, which lies on the bus", () => {
  const plan = planOf(
    `${IMAGES}files:
  a: { driver: cramfs, image: rom, path: /a, at: 0x22000000 }
  b: { driver: cramfs, image: rom, path: /b, at: 0x22000000 }
${STEP("a")}`,
  );
  assertEquals(plan.files, [
    { kind: "path", path: "/k/ma/a", mode: "r", noexec: false },
    { kind: "path", path: "/k/ma/b", mode: "r", noexec: false },
  ]);
  assertEquals(plan.devices?.length, 1);
  const [device] = plan.devices!;
  assertEquals([device!.kind, device!.mount], ["ROM", "cramfs"]);
  const { bus } = MEMORY;
  assert(device!.address! >= bus.base);
  assert(device!.address! < bus.base + bus.size);
  assertEquals(plan.fills?.at(-1)?.address, device!.address);
});

Deno.test("an image at no address is on a disk of whole sectors", () => {
  const plan = planOf(
    `${IMAGES}files:
  a: { driver: cramfs, image: rom, path: /a }
${STEP("a")}`,
  );
  const [disk] = plan.devices!;
  assertEquals([disk!.kind, disk!.mount], ["block", "cramfs"]);
  assertEquals(disk!.size! % 512, 0);
  assertEquals(disk!.contents?.length, disk!.size);
});

Deno.test("a chip of NOR flash is written by the kernel, where there is one", () => {
  const { cases } = compile(
    `files:
  nor: { driver: mtd, mtd: { type: NOR, at: 0x08000000, size: 64KiB } }
steps:
  - mmap: { file: nor, length: 4KiB, prot: READ, flags: SHARED }
    expect: ENODEV
`,
  );
  const [device] = cases[0]!.plan.devices!;
  assertEquals([device!.kind, device!.address], ["NOR", 0x2000_0000]);
  assertEquals(device!.contents?.length, 65_536);
});

Deno.test("a device above 2 GiB stays above it, where an int is too short", () => {
  const plan = planOf(
    `machine:
  word_size: 64
  ram: { reserved: [{ start: 0x80800000, length: 64KiB }] }
files:
  ram: { driver: mtd, mtd: { type: RAM, at: 0x80800000, size: 64KiB } }
steps:
  - mmap: { file: ram, length: 4KiB, prot: READ, flags: SHARED }
    expect: { hazard: address-truncated-to-int }
`,
  );
  assert(plan.devices![0]!.address! >= 0x8000_0000);
  assertEquals(plan.steps.length, 1, "nothing is loaded at a cut address");
});

Deno.test("pipes, sockets, folders and memory devices have no address", () => {
  const { target, cases } = compile(
    `files:
  fifo: { driver: pipe }
  tcp: { driver: socket }
  lib: { driver: directory }
  zero: { driver: zero }
  mem: { driver: mem }
steps:
  - mmap: { file: fifo, length: 4KiB, prot: READ, flags: PRIVATE }
    expect: ENODEV
`,
  );
  const { files, devices } = cases[0]!.plan;
  assertEquals(devices, [{ kind: "fifo" }, { kind: "folder" }]);
  assertEquals(files!.map(({ kind }) => kind), [
    "path",
    "socket",
    "path",
    "path",
    "path",
  ]);
  assertEquals([...stockPaths(target).values()], [
    "/k/da",
    "",
    "/k/db",
    "/dev/zero",
    "/dev/mem",
  ]);
});

const REFUSED: readonly (readonly [why: string, files: string])[] = [
  [
    "the target has no memory above 4 GiB",
    "{ driver: mtd, mtd: { type: RAM, at: 0x100000000, size: 64KiB } }",
  ],
  ["disks have whole sectors", "{ driver: block, size: 1000 }"],
  [
    "disks of the target have 4 MiB at most",
    "{ driver: block, size: 8MiB }",
  ],
  [
    "all addresses of the target can be mapped",
    "{ driver: mem, mem: { limit: 0x60000000 } }",
  ],
  [
    "frame buffers of the target are built with get_unmapped_area",
    "{ driver: fb, at: 0x30000000, size: 64KiB }",
  ],
];

for (const [why, file] of REFUSED) {
  Deno.test(`not judged: ${why}`, () => {
    const { cases, unobservable } = compile(
      `machine: { word_size: 64 }\nfiles:\n  it: ${file}\n${STEP("it")}`,
    );
    assertEquals(unobservable, [{ because: why }]);
    assertEquals(cases, []);
  });
}
