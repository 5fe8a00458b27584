import { assertEquals, assertThrows } from "@std/assert";
import {
  ArgumentError,
  bytesSource,
  decide,
  DEFAULT_EDITION,
  findEdition,
  formatFlags,
  ftruncate,
  hex,
  load,
  loadScenarios,
  Machine,
  mmap,
  type MmapArguments,
  mremap,
  munmap,
  OpenFile,
  parseFlags,
  parseScenarios,
  PROT,
  RAMFS,
  runScenario,
  scriptedDriver,
  store,
  write,
} from "../mod.ts";
import { shown } from "../src/given.ts";

/** Values that a program in JavaScript may give anywhere. */
const ANYTHING: readonly unknown[] = [
  undefined,
  null,
  NaN,
  -1,
  0.5,
  2 ** 53,
  -1n,
  2n ** 64n,
  "",
  "4096",
  true,
  [],
  {},
  Object.create(null),
  Symbol("x"),
  () => 1,
  new Uint8Array(1),
  {
    toString() {
      throw new Error("Nobody may ask for this text");
    },
  },
];

const machine = new Machine();
const process = machine.createProcess();
const inode = machine.createInode({
  name: "f",
  driver: RAMFS,
  size: 0,
  path: "/f",
  device: "00:01",
  number: 1,
});
const file = new OpenFile(inode, "rw");
const request = { file, length: 4096, prot: 3, flags: 1 };
const moved = {
  ...{ address: 0, oldLength: 4096, newLength: 4096 },
  ...{ flags: 0, newAddress: 0 },
};

type Call = (value: never) => unknown;

/** Functions of a script, with one argument left open. */
const CALLS: Readonly<Record<string, Call>> = {
  "decide()": (value) => decide(value),
  "decide() with a length": (length) =>
    decide({ length, prot: "READ", flags: "SHARED" }),
  "decide() with a file": (type) =>
    decide({ file: { type }, length: 1, prot: 1, flags: 1 }),
  "decide() with a machine": (pageSize) =>
    decide({ length: 1, prot: 1, flags: 34, machine: { pageSize } }),
  "Machine with RAM": (size) => new Machine({ ram: { size } }),
  "Machine with an edition": (edition) =>
    new Machine({ edition: edition ?? 0 }),
  "Machine with an order": (maxPageOrder) =>
    new Machine({ maxPageOrder: maxPageOrder ?? "" }),
  "createInode()": (value) => machine.createInode(value),
  "createInode() with a driver": (driver) =>
    machine.createInode({ ...inode, driver }),
  "OpenFile of an inode": (value) => new OpenFile(value, "r"),
  "OpenFile with a mode": (mode) => new OpenFile(inode, mode),
  "scriptedDriver()": (type) => scriptedDriver({ type }),
  "scriptedDriver() with an area": (base) =>
    scriptedDriver({ type: "chr", getUnmappedArea: { base } }),
  "mmap()": (value) => mmap(machine, process, value),
  "mmap() on a machine": (value) => mmap(value, process, request),
  "mmap() of a process": (value) => mmap(machine, value, request),
  "mmap() with a length": (length) =>
    mmap(machine, process, { ...request, length }),
  "mmap() with flags": (flags) => mmap(machine, process, { ...request, flags }),
  "munmap()": (address) => munmap(machine, process, address, 4096),
  "mremap()": (oldLength) => mremap(machine, process, { ...moved, oldLength }),
  "ftruncate()": (size) => ftruncate(machine, file, size),
  "ftruncate() of a file": (value) => ftruncate(machine, value, 1),
  "write()": (position) => write(machine, file, position, new Uint8Array(1)),
  "store()": (address) => store(machine, process, address, new Uint8Array(1)),
  "load()": (length) => load(machine, 0, length),
  "bytesSource()": (bytes) => bytesSource(bytes),
  "parseFlags()": (text) => parseFlags(text, PROT, "PROT_"),
  "formatFlags()": (value) => formatFlags(value, PROT),
  "findEdition()": (name) => findEdition(name),
  "hex()": (value) => hex(value),
  "parseScenarios()": (text) => parseScenarios(text, "f"),
  "runScenario()": (value) => runScenario(value, DEFAULT_EDITION),
};

for (const [name, call] of Object.entries(CALLS)) {
  Deno.test(`${name}: whatever it is given is taken or refused`, () => {
    let refused = 0;
    for (const value of ANYTHING) {
      try {
        call(value as never);
      } catch (error) {
        refused++;
        if (!(error instanceof ArgumentError) && !/Flag/.test(`${error}`)) {
          throw new Error(`Given ${shown(value)}`, { cause: error });
        }
      }
    }
    assertEquals(refused > 5, true, `Only ${refused} values are refused`);
  });
}

Deno.test("loadScenarios() wants a list", async () => {
  for (const value of ANYTHING) {
    if (Array.isArray(value)) continue;
    const error = await loadScenarios(value as never).then(
      () => undefined,
      (error) => error,
    );
    assertEquals(error instanceof ArgumentError, true, shown(value));
  }
});

Deno.test("a word may come as a bigint of any size that fits", () => {
  const machine = new Machine({ wordSize: 64 });
  const process = machine.createProcess();
  const { value } = mmap(machine, process, {
    file: null,
    length: 4096n,
    prot: 3,
    flags: 34,
  });
  assertEquals(munmap(machine, process, BigInt(value), 4096n).errno, 0);
});

Deno.test("an argument that is refused is named, with what it was", () => {
  assertThrows(
    () => mmap(machine, process, { ...request, length: 2 ** 32 }),
    ArgumentError,
    "Expected a word of 32 bits for 'length', got 4294967296",
  );
  assertThrows(
    () => new Machine({ ram: { reserved: [{ start: 0, length: 4096 }] } }),
    ArgumentError,
    "Expected a whole number from 2147483648 to 2164260864 for 'ram.reserved.start', got 0",
  );
});

Deno.test("what is taken ends where words, flags and pages do", () => {
  const mapped = (wordSize: 32 | 64) => {
    const machine = new Machine({ wordSize });
    const process = machine.createProcess();
    return (change: Partial<MmapArguments>) =>
      mmap(machine, process, { ...request, file: null, ...change });
  };
  const [with32, with64] = [mapped(32), mapped(64)];
  const limits: readonly (readonly [Call, taken: unknown[], not: unknown[]])[] =
    [
      [
        (length) => with32({ length }),
        [0, 0xffff_ffff, 0xffff_ffffn],
        [2 ** 32, 2n ** 32n, -1n],
      ],
      [
        (length) => with64({ length }),
        [2 ** 32, 2 ** 53 - 1, 2n ** 64n - 1n],
        [2 ** 53, 2n ** 64n],
      ],
      [
        (flags) => with32({ flags }),
        [-1, -(2 ** 31), 0xffff_ffff],
        [2 ** 32, -(2 ** 31) - 1],
      ],
      [
        (pageSize) => new Machine({ pageSize }),
        [1024, 4096, 2 ** 24],
        [512, 3072, 4097, 2 ** 25],
      ],
    ];
  for (const [call, taken, refused] of limits) {
    for (const value of taken) call(value as never);
    for (const value of refused) {
      assertThrows(
        () => call(value as never),
        ArgumentError,
        `got ${value}`,
      );
    }
  }
});
