import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { Random } from "../../../src/referee/fuzz/random.ts";
import { draftNumber, imageNumber } from "../../../src/referee/fuzz/fuzz.ts";
import { scenariosOf } from "../../../src/referee/fuzz/scenarios.ts";
import { mtdOf } from "../../../src/referee/judge/stock.ts";
import { runScenario } from "../../../src/scenario/run/run.ts";
import { LINUX_6_12 } from "../../../src/policy/editions/linux_6_12.ts";

Deno.test("the same seed gives the same choices", () => {
  const a = new Random(42);
  const b = new Random(42);
  const list = (random: Random) =>
    Array.from({ length: 20 }, () => random.below(1000));
  assertEquals(list(a), list(b));
  assertNotEquals(list(new Random(43)), list(new Random(42)));
});

Deno.test("weighted() never takes what has no weight", () => {
  const random = new Random(1);
  for (let i = 0; i < 200; i++) {
    assertEquals(random.weighted([[0, "never"], [1, "always"]]), "always");
  }
});

Deno.test("below() reaches all numbers and no others", () => {
  const random = new Random(5);
  const seen = new Set(Array.from({ length: 500 }, () => random.below(7)));
  assertEquals([...seen].sort(), [0, 1, 2, 3, 4, 5, 6]);
});

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

Deno.test("a draft has the same number in every run", () => {
  for (const number of [17, -18]) {
    assertEquals(
      draftNumber(number, LINUX_6_12, 3),
      draftNumber(number, LINUX_6_12, 3),
    );
  }
});
