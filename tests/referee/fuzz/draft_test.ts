import { assertEquals } from "@std/assert";
import {
  type Draft,
  draftText,
  flowText,
} from "../../../src/referee/fuzz/draft.ts";
import { scenariosOf } from "../../../src/referee/fuzz/scenarios.ts";

const DRAFT: Draft = {
  id: "drafted",
  kernel: "linux-6.12",
  machine: { word_size: 64 },
  files: { file: { capabilities: "COPY|READ", size: 4096 } },
  processes: { caller: {} },
  steps: [
    {
      as: "it",
      mmap: { file: "file", length: 1, prot: "READ", flags: "PRIVATE" },
    },
    { munmap: { address: "it+4096", length: "0xfffffffffffff000" } },
  ],
};

Deno.test("flowText() quotes only what needs it", () => {
  assertEquals(
    flowText({ prot: "READ|EXEC", bytes: { hex: "00 ff" }, list: [1, "a"] }),
    '{ prot: READ|EXEC, bytes: { hex: "00 ff" }, list: [1, a] }',
  );
  assertEquals(flowText({}), "{}");
});

Deno.test("draftText() is a scenario with all that the draft says", () => {
  const [scenario] = scenariosOf([DRAFT]);
  assertEquals(scenario?.id, "drafted");
  assertEquals(scenario?.machine.wordSize, 64);
  const [map, unmap] = scenario!.steps;
  assertEquals(map?.as, "it");
  assertEquals(
    unmap?.operation.kind === "munmap" && unmap.operation.length,
    0xffff_ffff_ffff_f000n,
  );
});

Deno.test("draftText() writes the expectations it is given", () => {
  const text = draftText(DRAFT, {
    name: "A sentence",
    source: "a kernel",
    expect: ["ENODEV", undefined],
  });
  assertEquals(text.includes("    expect: ENODEV\n"), true);
  assertEquals(text.match(/expect/g)?.length, 1);
});

Deno.test("draftText() writes mappings with an MMU, and no machine or kernel", () => {
  const draft: Draft = {
    ...DRAFT,
    mmu: true,
    machine: {},
    images: { image: { files: { "/f0": { size: 4096 } } } },
    files: { f0: { driver: "cramfs", image: "image", path: "/f0" } },
    processes: {},
    steps: [{ map: { file: "f0", length: 1, prot: "READ", flags: "SHARED" } }],
  };
  assertEquals(
    draftText(draft, { name: "A sentence", source: "a kernel" }),
    `id: drafted
name: A sentence
source: a kernel
images:
  image: { files: { /f0: { size: 4096 } } }
files:
  f0: { driver: cramfs, image: image, path: /f0 }
cramfs_mmu:
  steps:
    - map: { file: f0, length: 1, prot: READ, flags: SHARED }
      expect: ok
`,
  );
  assertEquals(scenariosOf([draft])[0]?.cramfsMmu?.steps.length, 1);
});
