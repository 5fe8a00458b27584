import { assertEquals } from "@std/assert";
import { withoutCovered } from "../../../src/referee/plan/encode_fill.ts";
import type { PlanFill } from "../../../src/referee/plan/plan.ts";

/** What memory holds after fills, from an address on. */
function memoryAfter(fills: readonly PlanFill[], from: number): number[] {
  const memory = new Uint32Array(16).fill(0xdead);
  for (const fill of fills) {
    for (let at = 0; at < fill.length; at += 4) {
      memory[(fill.address - from + at) / 4] = fill.with === "pattern"
        ? at + 1
        : fill.with === "zeros"
        ? 0
        : fill.with[at] ?? 0;
    }
  }
  return [...memory];
}

Deno.test("zeros are left out where a later fill writes, and nowhere else", () => {
  const fills: PlanFill[] = [
    { address: 4, length: 56, with: "zeros" },
    { address: 8, length: 16, with: "pattern" },
    { address: 24, length: 4, with: new Uint8Array([7]) },
    { address: 52, length: 12, with: "pattern" },
  ];
  const left = withoutCovered(fills);
  assertEquals(memoryAfter(left, 0), memoryAfter(fills, 0));
  assertEquals(
    left.filter((fill) => fill.with === "zeros")
      .map(({ address, length }) => [address, length]),
    [[4, 4], [28, 24]],
  );
});

Deno.test("zeros that come later are written", () => {
  const fills: PlanFill[] = [
    { address: 0, length: 16, with: "pattern" },
    { address: 8, length: 4, with: "zeros" },
  ];
  assertEquals(withoutCovered(fills), fills);
});
