import { assert, assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../src/errors.ts";
import { findDeclarations, type Wanted } from "../../src/explain/wanted.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import {
  makeFile,
  makeMmap,
  makeScenario,
  makeStep,
} from "../../src/question/make.ts";
import type { FileType } from "../../src/policy/request.ts";

function facts(
  type: FileType,
  prot: number,
  flags: number,
  wanted: Wanted,
): string[] {
  const scenario = makeScenario(LINUX_6_12, {
    files: [makeFile("device", { type })],
    steps: [makeStep(makeMmap({ file: 0, length: 4096, prot, flags }))],
  });
  return findDeclarations({ scenario, step: 0 }, wanted, LINUX_6_12)
    .map((declaration) => declaration.facts.join(" "));
}

Deno.test("findDeclarations() answers what a driver must declare at least", () => {
  assertEquals(facts("chr", 3, 1, "direct"), ["mmap get_unmapped_area"]);
  assertEquals(facts("reg", 3, 1, "direct"), [
    "mmap get_unmapped_area mmap_capabilities DIRECT READ WRITE",
  ]);
  assertEquals(facts("reg", 5, 2, "direct"), [
    "mmap get_unmapped_area read_iter mmap_capabilities COPY DIRECT READ EXEC",
  ]);
  assertEquals(facts("reg", 3, 2, "copy"), ["mmap read_iter"]);
  assertEquals(facts("chr", 3, 2, "ok"), [
    "mmap read_iter mmap_capabilities COPY",
  ]);
});

Deno.test("findDeclarations() answers the least for each cause of an error", () => {
  const scenario = makeScenario(LINUX_6_12, {
    files: [makeFile("device", { type: "chr" })],
    steps: [makeStep(makeMmap({ file: 0, length: 4096, prot: 3, flags: 1 }))],
  });
  const found = findDeclarations({ scenario, step: 0 }, "EINVAL", LINUX_6_12);
  assertEquals(
    found.map(({ reason, facts }) => [reason, facts.join(" ")]),
    [
      [
        "shared-needs-read-capability",
        "mmap get_unmapped_area mmap_capabilities DIRECT",
      ],
      [
        "shared-needs-write-capability",
        "mmap get_unmapped_area mmap_capabilities DIRECT READ",
      ],
    ],
  );
});

Deno.test("findDeclarations() finds none where there is none", () => {
  assertEquals(facts("chr", 1, 1, "copy"), []);
  assertEquals(facts("chr", 1, 0x11, "ok"), []);
});

Deno.test("findDeclarations() leaves out what has more than it needs", () => {
  for (const type of ["reg", "chr", "fifo"] as const) {
    for (let prot = 0; prot < 8; prot++) {
      for (const flags of [1, 2]) {
        const found = facts(type, prot, flags, "ok").map((text) =>
          new Set(text.split(" "))
        );
        for (const one of found) {
          assert(
            !found.some((other) => other !== one && other.isSubsetOf(one)),
          );
        }
      }
    }
  }
});

Deno.test("declarations are not looked for behind too many steps", () => {
  const scenario = makeScenario(LINUX_6_12, {
    files: [makeFile("device", { type: "chr" })],
    steps: Array.from(
      { length: 202 },
      () => makeStep(makeMmap({ file: 0, length: 4096, prot: 1, flags: 1 })),
    ),
  });
  const wanted = "copy";
  findDeclarations({ scenario, step: 1 }, wanted, LINUX_6_12);
  assertThrows(
    () => findDeclarations({ scenario, step: 201 }, wanted, LINUX_6_12),
    InputError,
    "201 steps lie before it: at most 200",
  );
});
