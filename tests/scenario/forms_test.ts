import { assertEquals } from "@std/assert";
import { HEAD, onlyScenario, STEP } from "./document.ts";
import { withoutPlaces } from "./form.ts";

Deno.test("a scenario with nothing but what it needs has the defaults", () => {
  const { text, at: _, ...scenario } = onlyScenario(HEAD + STEP);
  assertEquals(text.file, "f.yaml");
  assertEquals(withoutPlaces(scenario), {
    id: "test",
    name: "A test",
    source: "This file",
    kernels: ["linux-6.12"],
    machine: {
      wordSize: 32,
      pageSize: 4096,
      ram: { base: 0x8000_0000, size: 16 * 2 ** 20, reserved: [] },
      nrTrimPages: 1,
      maxPageOrder: 10,
      taskSize: 0xffff_ffff,
      maxMapCount: 65530,
      mmapAllowUninitialized: false,
    },
    files: [],
    processes: [{ name: "main", ptraced: false, readImpliesExec: false }],
    steps: [{
      by: 0,
      operation: { kind: "exit" },
      expect: [{ expectation: { errno: 0 } }],
    }],
    tags: [],
  });
});

Deno.test("a file with nothing said of it has the defaults", () => {
  const { files } = onlyScenario(`${HEAD}files:
  c: {}
  b: { type: blk }
  r: { type: reg, inode: 7 }
  m: { driver: ramfs }
  o: { same_inode_as: r }
${STEP}`);
  const common = {
    size: 0,
    contents: { kind: "pattern" },
    appendOnly: false,
    mandatoryLock: false,
    device: { major: 0, minor: 1 },
  };
  const scripted = {
    driver: "scripted",
    mmap: "ok",
    read: "ok",
    readWith: "read_iter",
    ...common,
  };
  const file = (name: string, inode: unknown) => ({
    name,
    inode,
    mode: "rw",
    noexec: false,
  });
  const r = { ...scripted, name: "r", type: "reg", path: "/r", inode: 7 };
  assertEquals(withoutPlaces(files), [
    file("c", {
      ...scripted,
      name: "c",
      type: "chr",
      path: "/dev/c",
      inode: 1,
    }),
    file("b", {
      ...scripted,
      name: "b",
      type: "blk",
      path: "/dev/b",
      inode: 2,
    }),
    file("r", r),
    file("m", {
      driver: "ramfs",
      ...common,
      name: "m",
      type: "reg",
      path: "/m",
      inode: 4,
    }),
    file("o", r),
  ]);
  assertEquals(files[4]!.inode === files[2]!.inode, true);
});

Deno.test("the answers of a driver", () => {
  const { files } = onlyScenario(`${HEAD}files:
  a: { capabilities: NONE, get_unmapped_area: { base: 4KiB }, mmap: EAGAIN, read: EIO }
  b: { capabilities: COPY|NOMMU_MAP_DIRECT|0x80, get_unmapped_area: { fixed: 8KiB }, mmap: absent, read: { at_most: 100 } }
  c: { get_unmapped_area: ENOSYS, mmap: shared-only, read: absent, read_with: both }
${STEP}`);
  const answers = files.map(({ inode }) => {
    if (inode.driver !== "scripted") throw new Error("Not scripted");
    const { capabilities, getUnmappedArea, mmap, read, readWith } = inode;
    return [capabilities?.value, getUnmappedArea, mmap, read, readWith];
  });
  assertEquals(answers, [
    [0, { base: 4096 }, { errno: 11 }, { errno: 5 }, "read_iter"],
    [0x89, { fixed: 8192 }, "absent", { atMost: 100 }, "read_iter"],
    [undefined, { errno: 38 }, "shared-only", "absent", "both"],
  ]);
});

Deno.test("numbers keep 64 bits, in flow and in block style", () => {
  const { machine, steps } = onlyScenario(`${HEAD}machine:
  word_size: 64
  task_size: 0xffffffffffff0000
steps:
  - munmap: { address: 0xfffffffffffff001, length: 18446744073709551615 }
    expect: ok
`);
  assertEquals(machine.taskSize, 0xffffffffffff0000n);
  assertEquals(withoutPlaces(steps[0]!.operation), {
    kind: "munmap",
    address: 0xfffffffffffff001n,
    length: 0xffffffffffffffffn,
  });
});

Deno.test("scalars are text until the schema says what they are", () => {
  const scenario = onlyScenario(`id: 2026.11
name: no
source: 0x10
tags: [1e3, true, null, 010]
${STEP}`);
  assertEquals(scenario.id, "2026.11");
  assertEquals(scenario.name, "no");
  assertEquals(scenario.source, "0x10");
  assertEquals(scenario.tags, ["1e3", "true", "null", "010"]);
});

Deno.test("quoted numbers and truth values are the same as plain ones", () => {
  const { machine } = onlyScenario(
    `${HEAD}machine: { word_size: "64", page_size: '16KiB', "mmap_allow_uninitialized": "true" }\n${STEP}`,
  );
  assertEquals(machine.wordSize, 64);
  assertEquals(machine.pageSize, 16384);
  assertEquals(machine.mmapAllowUninitialized, true);
});

Deno.test("kernels: a name, a list, a range, each once", () => {
  const kernels = (text: string) =>
    onlyScenario(`${HEAD}kernel: ${text}\n${STEP}`).kernels;
  assertEquals(kernels("linux-6.1"), ["linux-6.1"]);
  assertEquals(kernels("[linux-6.12, linux-6.1]"), ["linux-6.12", "linux-6.1"]);
  assertEquals(kernels('">=6.0"'), ["linux-6.1", "linux-6.12"]);
  assertEquals(kernels("[linux-6.12, '>=6']"), ["linux-6.12", "linux-6.1"]);
  assertEquals(kernels("<7"), ["linux-6.1", "linux-6.12"]);
});

Deno.test("anchors and aliases stand for their values", () => {
  const { steps } = onlyScenario(`${HEAD}steps:
  - mmap: &request { length: &size 4KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: &ok ok
  - mmap: *request
    expect: *ok
  - munmap: { address: 0, length: *size }
`);
  assertEquals(steps[0]!.operation, steps[1]!.operation);
  assertEquals(withoutPlaces(steps[1]!.expect), [
    { expectation: { errno: 0 } },
  ]);
  assertEquals(withoutPlaces(steps[2]!.operation), {
    kind: "munmap",
    address: 0,
    length: 4096,
  });
});

Deno.test("byte order mark, CRLF, directives and document ends are taken", () => {
  const lf = HEAD + STEP;
  for (
    const text of [
      `\ufeff${lf}`,
      lf.replaceAll("\n", "\r\n"),
      `%YAML 1.2\n---\n${lf}`,
      `--- # a comment\n${lf}...\n`,
      `# a comment\n\n---\n${lf}---\n`,
      lf.trimEnd(),
    ]
  ) {
    assertEquals(onlyScenario(text).steps.length, 1);
  }
});
