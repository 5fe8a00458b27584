import { assertEquals } from "@std/assert";
import { runScenario } from "../../src/scenario/run/run.ts";
import { selectTests } from "../../src/scenario/run/select.ts";
import { HEAD, onlyScenario, testErrors } from "./document.ts";

const FILES = `files:
  app:
    driver: cramfs
    image: { files: { /app: { size: 9000, layout: dirty-tail } } }
    path: /app
    at: 0x22000000
  copy: { driver: ramfs }
`;

testErrors("cramfs_mmu", [
  {
    name: "neither revisions nor names that there are",
    text: `${FILES}cramfs_mmu:
  revision: [v3, v4]
  steps:
    - map: { file: app, length: 1, prot: READ, flags: PRIVATE }
      expect: pfnmapp
    - map: { file: app, length: 1, prot: READ, flags: PRIVATE }
      expect: { decision: whole, bailout: because, state: READY }
    - map: { file: app, length: 1, prot: READ, flags: PRIVATE }
      expect: { vm_flags: rd xx, pages: [rom] }
    - map: { file: app, length: 1, prot: READ, flags: PRIVATE }
      expect: { v4: pfnmap, v9: normal }
`,
    messages: [
      "12:14: Unknown revision 'v3'; did you mean 'v4'?",
      "15:15: Unknown expectation 'pfnmapp'; did you mean 'pfnmap'?",
      "17:27: Unknown decision 'whole'; known are pfnmap, mixedmap, normal, crash",
      "17:43: Unknown reason 'because'; known are vma is writable, beyond file limit, unsuitable block layout, data is not page aligned, no suitable block remaining",
      "17:59: Unknown state 'READY'; known are NO_PREPOPULATE, PREPOPULATE_PFNMAP, PREPOPULATE_MIXEDMAP",
      "19:27: Unknown VmFlag 'xx'; did you mean 'ex'?",
      "19:42: Unknown source of a page 'rom'; did you mean 'ram'?",
      "21:29: Unknown revision 'v9'; did you mean 'v4'?",
    ],
  },
  {
    name: "operations that are not possible",
    text: `${FILES}cramfs_mmu:
  steps:
    - as: a
      map: { file: copy, length: 1, prot: READ, flags: PRIVATE }
    - map: { file: nobody, length: 1, prot: READ, flags: SHARED }
    - map: { file: app, length: 1, prot: READ, flags: FIXED, offset: 1 }
    - prepare: { file: app, length: 1, prot: READ, flags: PRIVATE }
    - complete: a
    - protect: { address: later, length: 1 }
    - as: later
      unmap: { address: a, length: 1 }
      expect: ok
`,
    messages: [
      "14:20: File 'copy' is not of driver cramfs",
      "15:20: Unknown file 'nobody'; known are app, copy",
      "16:55: Flags FIXED are not PRIVATE or SHARED",
      "16:70: Offset 1 is not a whole page",
      "17:7: Revision linux-6.12 does not prepare its mappings",
      "18:17: Label 'a' names no step before with prepare",
      "19:27: Label 'later' is used before its step is done",
    ],
  },
  {
    name: "expectations of other revisions, and none",
    text: `${FILES}cramfs_mmu:
  revision: [v4, v5]
  steps:
    - map: { file: app, length: 1, prot: READ, flags: PRIVATE }
      expect: { v4: pfnmap, linux-6.12: pfnmap }
`,
    messages: [
      "15:15: Expectation missing for v5 of this scenario",
      "15:29: Expectation for linux-6.12 is for none of the revisions of this scenario, v4, v5",
    ],
  },
  {
    name: "nothing expected",
    text: `${FILES}kernel: linux-6.12
cramfs_mmu:
  steps:
    - map: { file: app, length: 1, prot: READ, flags: PRIVATE }
`,
    messages: [
      "11:1: Key 'kernel' cannot stand beside cramfs_mmu, which has revisions",
      "14:5: Scenario asserts nothing: no step has an expectation",
    ],
  },
  {
    name: "steps beside it",
    text: `${FILES}cramfs_mmu:
  steps: []
steps: []
`,
    messages: [
      "11:1: Only one of steps, cramfs_mmu can be given in a scenario",
    ],
  },
]);

/** Mismatches of each revision, as `key: actual`. */
function mismatches(steps: string, revision = "linux-6.12"): string[][] {
  const text = `${HEAD}${FILES}cramfs_mmu:
  revision: ${revision}
  uninitialised: 64
  steps:
${steps}`;
  return selectTests([onlyScenario(text)]).map(({ scenario, edition }) => {
    const { steps, kernel } = runScenario(scenario, edition);
    const found = steps.flatMap(({ mismatches }) => mismatches);
    return [kernel, ...found.map(({ key, actual }) => `${key}: ${actual}`)];
  });
}

const MAP =
  "    - map: { file: app, length: 12KiB, prot: READ, flags: PRIVATE }";

Deno.test("each revision is a test of its own", () => {
  assertEquals(
    mismatches(`${MAP}\n      expect: mixedmap\n`, "[v4, v5]"),
    [["v4"], ["v5"]],
  );
  const all = mismatches(
    `${MAP}\n      expect: { last_page_shared: true }\n`,
    "all",
  );
  assertEquals(all.map(([name]) => name), [
    "v4-vma-split",
    "v4",
    "v5",
    "v5-amended",
    "linux-6.12",
    "2025-mmap-prepare",
  ]);
});

Deno.test("every property that differs is shown", () => {
  const steps = `${MAP}
      expect:
        errno: ENOMEM
        decision: pfnmap
        bailout: vma is writable
        direct: 3
        address: 0x1000
        last_page_shared: false
        state: NO_PREPOPULATE
        pgoff: 7
        vm_flags: { has: pf, lacks: mm }
        pages: [flash]
        bytes: [{ zeros: 1 }, { at: 9000, byte: 1, length: 1 }]
        maps: |
          40000000-40003000 r--p
        messages: []
        hazard: pgoff-cleared
`;
  assertEquals(mismatches(steps), [[
    "linux-6.12",
    "errno: ok",
    "decision: mixedmap",
    "bailout: none",
    "direct: 2",
    "address: 0x22001000",
    "last_page_shared: true",
    "state: none",
    "pgoff: 0x0",
    "vm_flags: rd mr mw me mm",
    "vm_flags: rd mr mw me mm",
    "hazard: none",
    "pages: flash flash ram",
    "bytes at 0: 01",
    "bytes at 9000: 00",
    "maps line 1: 40000000-40003000 r--p 00000000 00:01 92         /app",
    "messages: cramfs: mmap: app: last page is shared / cramfs: mapped app[0] at 0x22001000 (2/3 pages)",
  ]]);
});

Deno.test("a hazard that is not expected is a mismatch", () => {
  const steps = `${MAP}\n      expect: { errno: ok }\n`;
  const [found] = mismatches(steps, "2025-mmap-prepare");
  assertEquals(found?.length, 2);
  assertEquals(found![1]!.startsWith("hazard: "), true);
});

Deno.test("after the end of the kernel nothing runs", () => {
  const text = `${HEAD}files:
  k0:
    driver: cramfs
    image: { files: { /k0: { size: 8KiB, layout: { except: { 0: compressed } } } } }
    path: /k0
    at: 0x22000000
cramfs_mmu:
  revision: 2025-mmap-prepare
  steps:
    - map: { file: k0, length: 4KiB, prot: READ, flags: PRIVATE, offset: 4KiB }
      expect: { hazard: [uninitialised-page-count, pgoff-cleared, remap-empty-range] }
    - map: { file: k0, length: 4KiB, prot: READ, flags: PRIVATE }
      expect: ok
`;
  const [test] = selectTests([onlyScenario(text)]);
  const { steps } = runScenario(test!.scenario, test!.edition);
  assertEquals(steps[0]!.mismatches, []);
  assertEquals(steps[0]!.call.endsWith("= ? the kernel stops"), true);
  assertEquals(steps[1]!.mismatches.map(({ actual }) => actual), [
    "stopped by an earlier step",
  ]);
});

Deno.test("an access past the end of the file fails", () => {
  const steps =
    `    - map: { file: app, length: 16KiB, prot: READ, flags: PRIVATE }
      expect: { bytes: { at: 12KiB, zeros: 1 } }
`;
  assertEquals(mismatches(steps), [[
    "linux-6.12",
    "bytes at 12288: an access fails",
  ]]);
});

Deno.test("calls are named as strace would", () => {
  const text = `${HEAD}${FILES}cramfs_mmu:
  revision: 2025-mmap-prepare
  steps:
    - as: p
      prepare: { file: app, address: 0x8000, length: 4KiB, prot: READ, flags: SHARED }
      expect: { state: PREPOPULATE_PFNMAP }
    - as: m
      complete: p
    - protect: { address: m+0x1000, length: 4KiB }
    - unmap: { address: m, length: 4KiB }
`;
  const [test] = selectTests([onlyScenario(text)]);
  const { steps } = runScenario(test!.scenario, test!.edition);
  assertEquals(steps.map(({ call }) => call), [
    "mmap_prepare(0x8000, 4096, PROT_READ, MAP_SHARED, app, page 0) = PREPOPULATE_PFNMAP",
    "mmap_complete(p) = pfnmap, 1/1 pages at 0x22001000",
    "mprotect(m+0x1000, 4096, PROT_NONE) = -1 ENOMEM",
    "munmap(m, 4096) = 0",
  ]);
});
