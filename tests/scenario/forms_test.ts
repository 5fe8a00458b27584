import { assertEquals } from "@std/assert";
import type { Step } from "../../src/scenario/types.ts";
import { HEAD, onlyScenario, STEP } from "./document.ts";

/** Places are tested elsewhere. */
function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return [...value];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "at" && key !== "keys")
      .map(([key, inner]) => [key, withoutPlaces(inner)]),
  );
}

function steps(text: string): readonly Step[] {
  return onlyScenario(HEAD + text).steps;
}

/** What a mapping is expected to be, without its places. */
function expectation(text: string): unknown {
  const [step] = steps(`steps:
  - as: a
    mmap: { length: 1, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: ${text}
`);
  assertEquals(step!.expect.length, 1);
  assertEquals(step!.expect[0]!.kernels, undefined);
  return withoutPlaces(step!.expect[0]!.expectation);
}

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

Deno.test("expectations in one word", () => {
  assertEquals(expectation("ok"), { errno: 0 });
  assertEquals(expectation("ENODEV"), { errno: 19 });
  assertEquals(expectation("direct"), { backing: "direct" });
  assertEquals(expectation("copy"), { backing: "copy" });
  assertEquals(expectation("anonymous"), { backing: "anonymous" });
});

Deno.test("expectations in full", () => {
  const text = (value: number, text: string) => ({ value, text });
  const cases: [string, unknown][] = [
    ["{ errno: ok }", { errno: 0 }],
    ["{ errno: EPERM, reason: x }", { errno: 1, reason: "x" }],
    ["{ address: 0x1000, length: 4KiB }", { address: 4096, length: 4096 }],
    ["{ address: a+1 }", {
      address: { step: 0, label: "a", offset: 1, negative: false },
    }],
    ["{ vm_flags: READ|MAYREAD }", {
      vmFlags: { exact: text(0x11, "READ|MAYREAD") },
    }],
    ["{ vm_flags: { exact: NONE } }", { vmFlags: { exact: text(0, "NONE") } }],
    ["{ vm_flags: { has: VM_READ, lacks: WRITE|0x80 } }", {
      vmFlags: { has: text(1, "VM_READ"), lacks: text(0x82, "WRITE|0x80") },
    }],
    ["{ region: { top: 8KiB, usage: 2, flags: READ, pgoff: 1 } }", {
      region: {
        top: 8192,
        pgoff: 1,
        usage: 2,
        flags: { exact: text(1, "READ") },
      },
    }],
    ["{ calls: [] }", { calls: [] }],
    ["{ calls: [mmap, read_iter] }", {
      calls: [{ operation: "mmap" }, { operation: "read_iter" }],
    }],
    ["{ calls: [{ operation: mmap, result: ok, end: a+1, flags: READ }] }", {
      calls: [{
        operation: "mmap",
        result: { value: 0 },
        end: { step: 0, label: "a", offset: 1, negative: false },
        flags: text(1, "READ"),
      }],
    }],
    [
      "{ calls: [{ operation: get_unmapped_area, result: ENOSYS, flags: SHARED }] }",
      {
        calls: [{
          operation: "get_unmapped_area",
          result: { errno: 38 },
          flags: text(1, "SHARED"),
        }],
      },
    ],
    [
      "{ calls: [{ operation: read_iter, result: 0x10, position: 1, count: 2 }] }",
      {
        calls: [{
          operation: "read_iter",
          result: { value: 16 },
          position: 1,
          count: 2,
        }],
      },
    ],
    ["{ bytes: { text: hé } }", {
      bytes: [{
        offset: 0,
        content: { kind: "literal", bytes: [0x68, 0xc3, 0xa9] },
      }],
    }],
    ["{ bytes: [{ at: 4KiB, zeros: 2 }, { byte: 0x5a, length: 3 }] }", {
      bytes: [
        { offset: 4096, content: { kind: "fill", byte: 0, length: 2 } },
        { offset: 0, content: { kind: "fill", byte: 0x5a, length: 3 } },
      ],
    }],
    ["{ bytes: { file: 4KiB, length: 16 } }", {
      bytes: [{
        offset: 0,
        content: { kind: "file", offset: 4096, length: 16 },
      }],
    }],
    ["{ bytes: { hex: 00 } }", {
      bytes: [{ offset: 0, content: { kind: "literal", bytes: [0] } }],
    }],
    ['{ maps: "", region_maps: x }', { maps: "", regionMaps: "x" }],
    ["{ accounting: { pages: 1, total_vm: 2, free_pages: 3, map_count: 4 } }", {
      accounting: { pages: 1, totalVm: 2, freePages: 3, mapCount: 4 },
    }],
    ["{ messages: [] }", { messages: [] }],
    ["{ messages: Allocation }", { messages: ["Allocation"] }],
    ["{ messages: [a, b] }", { messages: ["a", "b"] }],
    ["{ hazard: none }", { hazard: [] }],
    ["{ hazard: leak }", { hazard: ["leak"] }],
    ["{ hazard: [leak, stale] }", { hazard: ["leak", "stale"] }],
  ];
  for (const [source, expected] of cases) {
    assertEquals(expectation(source), expected);
  }
});

Deno.test("an expectation can refer to earlier steps", () => {
  const [, second] = steps(`steps:
  - as: first
    mmap: { length: 1, prot: READ, flags: PRIVATE|ANONYMOUS }
  - mmap: { length: 1, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: { shares: first, address: first-4KiB }
`);
  assertEquals(withoutPlaces(second!.expect), [{
    expectation: {
      address: { step: 0, label: "first", offset: 4096, negative: true },
      shares: 0,
    },
  }]);
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

Deno.test("expectations by kernel", () => {
  const { steps } = onlyScenario(`${HEAD}kernel: [linux-6.1, linux-6.12]
steps:
  - exit: {}
    expect: { linux-6.1: ok, ">=6.3": { errno: EIO } }
  - exit: {}
    expect: { ">=6": ok }
`);
  assertEquals(withoutPlaces(steps.map(({ expect }) => expect)), [
    [
      { kernels: ["linux-6.1"], expectation: { errno: 0 } },
      { kernels: ["linux-6.12"], expectation: { errno: 5 } },
    ],
    [{ kernels: ["linux-6.1", "linux-6.12"], expectation: { errno: 0 } }],
  ]);
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
