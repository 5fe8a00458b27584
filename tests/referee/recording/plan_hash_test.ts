import { assertEquals, assertNotEquals } from "@std/assert";
import { planHash } from "../../../src/referee/recording/plan_hash.ts";
import type { PlanCase, PlanStep } from "../../../src/referee/plan/plan.ts";

function hash(...steps: PlanStep[]): string {
  return hashOf({ steps });
}

function hashOf(plan: PlanCase): string {
  return planHash([{ plan }]);
}

Deno.test("planHash() notices what the kernel is asked", () => {
  const munmap = (length: number | bigint): PlanStep => ({
    operation: "munmap",
    address: 0,
    length,
  });
  assertEquals(hash(munmap(4096)), hash(munmap(4096)));
  const different = [
    hash(munmap(4096)),
    hash(munmap(8192)),
    hash(munmap(2 ** 32)),
    hash(munmap(2n ** 63n)),
    hash(munmap(2n ** 63n + 1n)),
    hash({ ...munmap(4096), process: 1 }),
    hash({ ...munmap(4096), process: 0 }),
    hash(munmap(4096), munmap(4096)),
    hash({ operation: "store", address: 0, bytes: new Uint8Array([1, 2]) }),
    hash({ operation: "store", address: 0, bytes: new Uint8Array([1, 3]) }),
    hashOf({ steps: [munmap(4096)], alone: true }),
    hashOf({ steps: [munmap(4096)], alone: false }),
  ];
  assertEquals(new Set(different).size, different.length);
});

Deno.test("planHash() passes over what is left out", () => {
  const step: PlanStep = { operation: "exit" };
  assertEquals(
    hash(step),
    hash({ ...step, process: undefined } as unknown as PlanStep),
  );
  assertNotEquals(hash(step), hash({ ...step, process: 0 }));
});
