import { assertEquals } from "@std/assert";
import { HEAD, onlyScenario } from "./document.ts";
import { steps, withoutPlaces } from "./form.ts";

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
