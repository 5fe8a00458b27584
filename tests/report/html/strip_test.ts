import { assert, assertEquals } from "@std/assert";
import type { StepMemory } from "../../../src/report/html/observe.ts";
import type { Snapshot } from "../../../src/report/html/snapshot.ts";
import { blocksOf } from "../../../src/report/html/strip_block.ts";
import { layOut } from "../../../src/report/html/strip.ts";
import { observed, SHARED } from "./sample.ts";

const steps = observed(SHARED)[0]!.runs[1]!.memory as readonly StepMemory[];

function firstStep(text: string): StepMemory {
  return observed(text)[0]!.runs[0]!.memory[0]!;
}

function kinds(snapshot: Snapshot): string[] {
  return blocksOf(layOut([snapshot]), snapshot).map(({ item, start, end }) =>
    `${item.kind} ${item.name} ${start.toString(16)}-${end.toString(16)}`
  );
}

Deno.test("A machine at rest: a window that nobody mapped, and free RAM", () => {
  assertEquals(kinds(steps[0]!.before), [
    "window flash0 20000000-20100000",
    "free free 80000000-81000000",
  ]);
});

Deno.test("Regions, slack and what is free between them", () => {
  assertEquals(kinds(steps[2]!.after), [
    "direct flash0 20000000-20010000",
    "window flash0 20010000-20100000",
    "anonymous anonymous 80000000-80005000",
    "free free 80005000-81000000",
  ]);
});

Deno.test("Rows are to scale, or cut and marked", () => {
  const { before, after } = steps[2]!;
  const { rows, bytesPerPixel, height } = layOut([before, after]);
  let y = 0;
  for (const [i, row] of rows.entries()) {
    assert(row.y >= y, "rows overlap");
    assert(row.height >= 5);
    assert(i === 0 || row.start === rows[i - 1]!.end);
    const exact = Number(row.end - row.start) / bytesPerPixel;
    if (row.gap) assertEquals(row.cut, false);
    else if (row.cut) assert(row.height < exact);
    else assert(Math.abs(row.height - exact) <= 0.5);
    y = row.y + row.height;
  }
  assertEquals(height, y);
  assert(height < 600, "the strip is too tall");
});

Deno.test("What is larger is drawn higher, among what is cut as well", () => {
  const { rows } = layOut([steps[2]!.after]);
  for (const cut of [true, false]) {
    const alike = rows.filter((row) => !row.gap && row.cut === cut)
      .map(({ start, end, height }) => ({ size: end - start, height }))
      .sort((a, b) => Number(a.size - b.size));
    assert(alike.length > 1);
    for (let i = 1; i < alike.length; i++) {
      assert(alike[i]!.height >= alike[i - 1]!.height);
    }
  }
});

Deno.test("Only addresses without memory are a gap", () => {
  const { rows } = layOut([steps[0]!.after]);
  assertEquals(
    rows.filter(({ gap }) => gap).map(({ start, end }) => [start, end]),
    [[0x2010_0000n, 0x8000_0000n]],
  );
});

Deno.test("A fragmented machine is drawn in few rows", () => {
  const reserved = Array.from(
    { length: 400 },
    (_, i) => `{ start: ${0x8000_0000 + i * 8192}, length: 4KiB }`,
  ).join(", ");
  const { after } = firstStep(`id: fragments
name: Every other page is taken
source: nowhere
machine: { ram: { reserved: [${reserved}] } }
steps:
  - mmap: { length: 8KiB, prot: READ, flags: PRIVATE|ANONYMOUS }
    expect: anonymous
`);
  const strip = layOut([after]);
  assert(strip.rows.length < 10, `${strip.rows.length} rows`);
  const [mixed] = blocksOf(strip, after);
  assertEquals(mixed!.item.kind, "mixed");
  assertEquals(mixed!.item.name, "400 free runs");
});

Deno.test("Addresses at the end of a 64-bit space are exact", () => {
  const { after } = firstStep(`id: top
name: A device at the very top
source: nowhere
machine: { word_size: 64 }
files:
  high:
    size: 1MiB
    capabilities: DIRECT|READ
    get_unmapped_area: { base: 0xffffffffffe00000 }
steps:
  - mmap: { file: high, length: 12KiB, prot: READ, flags: SHARED }
    expect: direct
`);
  assertEquals(kinds(after).slice(1), [
    "direct high ffffffffffe00000-ffffffffffe03000",
    "window high ffffffffffe03000-fffffffffff00000",
  ]);
});
