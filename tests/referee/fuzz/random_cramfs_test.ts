import { assertEquals, assertGreater, assertNotEquals } from "@std/assert";
import { findEdition } from "../../../src/policy/editions.ts";
import type { Edition } from "../../../src/policy/edition.ts";
import { randomCramfs } from "../../../src/referee/fuzz/random_cramfs.ts";
import { compileMmuTest } from "../../../src/referee/mmu/compile.ts";
import { runCramfsMmu } from "../../../src/scenario/run/cramfs_mmu.ts";

Deno.test("the same seed and number give the same scenario", () => {
  assertEquals(randomCramfs(3, 5).text, randomCramfs(3, 5).text);
  assertNotEquals(randomCramfs(3, 5).text, randomCramfs(4, 5).text);
});

Deno.test("random mappings meet every decision, and can be asked", () => {
  const edition = findEdition("linux-6.12") as Edition;
  const met = new Map<string, number>();
  for (let number = 0; number < 80; number++) {
    const { scenario } = randomCramfs(1, number);
    assertEquals(compileMmuTest(scenario, edition).unobservable, []);
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
