import { assertEquals } from "@std/assert";
import { parseScenarios } from "../../../src/scenario/parse.ts";
import { ENGINE_NAMES } from "../../../src/scenario/known_names.ts";
import { kernelMaps } from "../../../src/referee/judge/kernel_maps.ts";

const { scenarios } = parseScenarios(
  `id: maps
name: Maps
source: here
files:
  flash: { size: 4KiB, get_unmapped_area: { base: 0x20000000 } }
  shm: { driver: ramfs, size: 4KiB, path: /run/shm, device: "103:12345", inode: 4294967295123 }
steps:
  - mmap: { file: flash, length: 4KiB, prot: READ, flags: SHARED }
    expect: ok
`,
  "test.yaml",
  ENGINE_NAMES,
);
const scenario = scenarios[0]!;

const TEXT = [
  "804d0000-804d6000 rwxp 00000000 00:00 0 ",
  "804e8000-804ee000 rwxp 00000000 00:00 0                                  [stack]",
  "804f0000-804f1000 rw-p 00000000 00:00 0 ",
  "90001000-90003000 r--S 00001000 00:08 1                                  /p/f0",
  "90005000-90006000 r--S 00000000 00:07 31                                 /r/0000002a.b",
  "",
].join("\n");

Deno.test("kernelMaps() leaves out what is the runner's", () => {
  const lines = kernelMaps(TEXT, scenario, new Set([0x804f_0000n]));
  assertEquals(lines, ["804f0000-804f1000 rw-p 00000000 00:00 0 "]);
});

Deno.test("kernelMaps() names files as the scenario does, in their column", () => {
  const [line] = kernelMaps(TEXT, scenario, new Set([0x9000_1000n]));
  assertEquals(
    line,
    "90001000-90003000 r--S 00001000 00:01 1                                  /dev/flash",
  );
});

Deno.test("kernelMaps() puts one space more where a line is too long", () => {
  const [line] = kernelMaps(TEXT, scenario, new Set([0x9000_5000n]));
  assertEquals(
    line,
    "90005000-90006000 r--S 00000000 103:12345 4294967295123                  /run/shm",
  );
});
