import { assertEquals, assertStringIncludes } from "@std/assert";
import { type AnyEdition, EDITIONS } from "../../src/policy/editions.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import { makeFile } from "../../src/question/make.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { fromStraceText } from "../../src/starter/from_strace.ts";
import { starterText } from "../../src/starter/template.ts";
import { readStrace } from "../../src/strace/log.ts";

function check(text: string, edition: AnyEdition): number {
  const { scenarios, errors } = parseScenarios(text, "new.yaml", ENGINE_NAMES);
  assertEquals(errors.map(({ message }) => message), [], text);
  for (const scenario of scenarios) {
    assertEquals(scenario.kernels, [edition.id]);
    assertEquals(runScenario(scenario, edition).status, "passed", text);
  }
  return scenarios.length;
}

Deno.test("starterText() passes on every kernel", () => {
  for (const edition of EDITIONS) {
    const text = starterText({
      name: "flash",
      file: makeFile("flash", {
        size: 65536,
        capabilities: { value: 0x59, text: "" },
        getUnmappedArea: { base: 0x4000_0000 },
      }),
      edition,
      kernel: edition.id,
      schema: "../schema.json",
      path: "scenarios/flash.yaml",
    });
    check(text, edition);
    assertEquals(
      text.split("\n")[0],
      "# yaml-language-server: $schema=../schema.json",
    );
    assertStringIncludes(text, `\nkernel: ${edition.id}\n`);
  }
});

const LOG = `mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</mnt/a>, 0) = -1 ENODEV
mmap(NULL, 614400, PROT_READ|PROT_WRITE, MAP_SHARED, 3</dev/fb0>, 0x1000) = -1 EINVAL
mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3</dev/mtdblock0>, 0) = -1 EINVAL
mmap(NULL, 4096, PROT_READ|PROT_EXEC, MAP_PRIVATE, 3</bin/sh>, 0) = -1 EPERM
mmap(NULL, 2097152, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = -1 ENOMEM
mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 9, 0) = -1 EBADF
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/shm/x>, 0) = -1 ENODEV
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/mem>, 0x1000) = 0x1000
mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</dev/mtd0>, 0) = -1 EACCES
mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</dev/zero>, 0) = -1 EINVAL
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3<pipe:[1]>, 0) = -1 ENODEV
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3<socket:[1]>, 0) = -1 EINVAL
mmap(0x7f0000000000, 4096, PROT_READ, MAP_PRIVATE|MAP_FIXED|MAP_ANONYMOUS, -1, 0) = 0x7f0000000000
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/mem>, 0x8000000000000000) = -1 EINVAL
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</mnt/\x1b[2J: { x }>, 0) = -1 EPERM`;

Deno.test("fromStraceText() makes a scenario of every call, which passes", () => {
  const { mappings } = readStrace(LOG);
  assertEquals(mappings.length, LOG.split("\n").length);
  const text = fromStraceText(mappings, {
    name: "log",
    edition: LINUX_6_12,
    kernel: "linux-6.12",
    schema: "x.json",
  });
  assertEquals(check(text, LINUX_6_12), mappings.length);
  assertEquals(text.includes("\x1b"), false);
  assertStringIncludes(text, "# The log contradicts the engine");
  assertStringIncludes(text, "driver: fb");
  assertStringIncludes(text, "driver: mtd");
});

Deno.test("fromStraceText() supposes no driver that a kernel has not", () => {
  const log = `
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/zero>, 0) = -1 ENODEV
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3<socket:[1]>, 0) = -1 ENODEV
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/mtd0>, 0) = -1 ENODEV
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/constructor>, 0) = -1 ENODEV
mmap(NULL, 0xa3eacb9a3cd4a000, PROT_READ, MAP_SHARED, 3</dev/mtd0>, 0) = -1 ENODEV`;
  const { mappings } = readStrace(log);
  for (const edition of EDITIONS) {
    const calls = edition.world === "regions"
      ? mappings
      : mappings.filter(({ length }) => length <= 0xffff_ffff);
    const text = fromStraceText(calls, {
      name: "log",
      edition,
      kernel: edition.id,
      schema: "x.json",
    });
    assertEquals(check(text, edition), calls.length, edition.id);
  }
});
