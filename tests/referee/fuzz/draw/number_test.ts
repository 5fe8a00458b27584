import {
  assert,
  assertEquals,
  assertGreater,
  assertNotEquals,
} from "@std/assert";
import { LINUX_6_12 } from "../../../../src/policy/editions/linux_6_12.ts";
import {
  draftNumber,
  imageNumber,
  mmuNumber,
} from "../../../../src/referee/fuzz/draw/number.ts";
import {
  scenarioOf,
  scenariosOf,
} from "../../../../src/referee/fuzz/scenarios.ts";
import { mtdOf } from "../../../../src/referee/judge/stock.ts";
import { compileMmuTest } from "../../../../src/referee/judge_mmu/compile.ts";
import { runCramfsMmu } from "../../../../src/scenario/run/cramfs_mmu.ts";
import { runScenario } from "../../../../src/scenario/run/run.ts";

Deno.test("random requests and sequences are scenarios of both word sizes", () => {
  const drafts = Array.from(
    { length: 400 },
    (_, index) => draftNumber(index - 200, LINUX_6_12, 11),
  );
  const scenarios = scenariosOf(drafts);
  assertEquals(scenarios.length, 400);
  const sizes = new Set(scenarios.map(({ machine }) => machine.wordSize));
  assertEquals([...sizes].sort(), [32, 64]);
  assert(scenarios.some(({ processes }) => processes.length > 1));
  assert(scenarios.some(({ steps }) => steps.length > 8));
});

Deno.test("random images are scenarios of both word sizes and all devices", () => {
  const drafts = Array.from(
    { length: 200 },
    (_, number) => imageNumber(number, LINUX_6_12, 11),
  );
  const scenarios = scenariosOf(drafts);
  const sizes = new Set(scenarios.map(({ machine }) => machine.wordSize));
  assertEquals([...sizes].sort(), [32, 64]);
  const places = new Set(
    scenarios.flatMap(({ files }) =>
      files.map(({ inode }) => `${inode.driver} ${mtdOf(inode)?.type}`)
    ),
  );
  assertEquals([...places].sort(), [
    "cramfs ROM",
    "cramfs undefined",
    "romfs NOR",
    "romfs RAM",
    "romfs ROM",
    "romfs undefined",
  ]);
  const direct = scenarios.filter((scenario) =>
    runScenario(scenario, LINUX_6_12).steps.some(({ outcome }) =>
      outcome?.backing === "direct"
    )
  );
  assert(direct.length > 50, `${direct.length} map something in place`);
});

Deno.test("a draft has the same number in every run, and another with another seed", () => {
  for (
    const [draw, number] of [
      [draftNumber, 17],
      [draftNumber, -18],
      [imageNumber, 5],
      [mmuNumber, 5],
    ] as const
  ) {
    const { id: _, ...draft } = draw(number, LINUX_6_12, 3);
    const { id: _same, ...same } = draw(number, LINUX_6_12, 3);
    const { id: _other, ...other } = draw(number, LINUX_6_12, 4);
    assertEquals(same, draft);
    assertNotEquals(other, draft);
  }
});

Deno.test("random mappings with an MMU meet every decision, and can be asked", () => {
  const met = new Map<string, number>();
  for (let number = 0; number < 80; number++) {
    const scenario = scenarioOf(mmuNumber(number, LINUX_6_12, 1));
    assertEquals(compileMmuTest(scenario, LINUX_6_12).unobservable, []);
    runCramfsMmu(scenario, "linux-6.12", (_, { outcome: { mapping } }) => {
      if (mapping === undefined) return;
      const what = mapping.reason ?? mapping.kind;
      met.set(what, (met.get(what) ?? 0) + 1);
    });
  }
  for (
    const what of [
      "pfnmap",
      "mixedmap",
      "normal",
      "failed",
      "vma is writable",
      "beyond file limit",
      "unsuitable block layout",
      "data is not page aligned",
      "no suitable block remaining",
    ]
  ) assertGreater(met.get(what) ?? 0, 3, what);
});
