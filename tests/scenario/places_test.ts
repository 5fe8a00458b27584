import { assertEquals } from "@std/assert";
import { parseScenarios } from "../../src/scenario/parse.ts";
import type { Scenario } from "../../src/scenario/types.ts";

const TEXT = `# two documents
id: one
name: One
source: Here
steps:
  - exit: {}
    expect: ok
---
id: two
name: Two
source: Here
files: { rom: {} }
steps:
  - as: text
    mmap: { file: rom, length: 4KiB, prot: READ, flags: PRIVATE }
    expect:
      address: 0x1000
      vm_flags: { has: READ }
      region: { start: text, usage: 1 }
      calls:
        - mmap
        - { operation: read_iter, count: 4KiB }
      bytes: [{ zeros: 1 }, { at: 1, zeros: 1 }]
      accounting: { pages: 1 }
  - exit: {}
    expect: ENODEV
`;

function place(scenario: Scenario, at: number | undefined): string {
  if (at === undefined) return "nowhere";
  const { file, line, column } = scenario.text.position(at);
  return `${file}:${line}:${column}`;
}

function scenarios(text: string): readonly Scenario[] {
  const result = parseScenarios(text, "f");
  assertEquals(result.errors, []);
  return result.scenarios;
}

Deno.test("steps and expectations know their places", () => {
  for (const text of [TEXT, TEXT.replaceAll("\n", "\r\n")]) {
    const [one, two] = scenarios(text);
    assertEquals(place(one!, one!.at), "f:2:1");
    assertEquals(place(two!, two!.at), "f:9:1");
    assertEquals(place(two!, two!.files[0]!.at), "f:12:10");
    const [mmap, exit] = two!.steps;
    assertEquals(place(two!, mmap!.at), "f:14:5");
    assertEquals(place(two!, mmap!.keys.mmap), "f:15:5");
    const { expectation } = mmap!.expect[0]!;
    const { keys, region, calls, bytes, vmFlags, accounting } = expectation;
    assertEquals(place(two!, expectation.at), "f:17:7");
    assertEquals(place(two!, keys.address), "f:17:7");
    assertEquals(place(two!, keys.vm_flags), "f:18:7");
    assertEquals(place(two!, vmFlags!.at), "f:18:17");
    assertEquals(place(two!, region!.keys.usage), "f:19:30");
    assertEquals(place(two!, calls![0]!.at), "f:21:11");
    assertEquals(place(two!, calls![1]!.keys.count), "f:22:35");
    assertEquals(place(two!, bytes![1]!.at), "f:23:29");
    assertEquals(place(two!, accounting!.keys.pages), "f:24:21");
    const short = exit!.expect[0]!.expectation;
    assertEquals(place(two!, short.keys.errno), "f:26:13");
    assertEquals(place(two!, keys.errno), "nowhere");
  }
});

Deno.test("cells of a table know their places", () => {
  const [scenario] = scenarios(`id: t
name: T
source: Here
files: { rom: {} }
table:
  request: { file: rom, length: 4KiB }
  rows: prot
  columns: flags
  cells: |2+

              PRIVATE        SHARED
    READ      direct:reason  -

    WRITE     ENODEV         copy

`);
  const cells = scenario!.table!.cells.map((cell) => [
    cell.row,
    cell.column,
    place(scenario!, cell.at),
    place(scenario!, cell.expectation.keys.reason),
    cell.expectation.backing ?? cell.expectation.errno,
  ]);
  assertEquals(cells, [
    ["READ", "PRIVATE", "f:12:15", "f:12:22", "direct"],
    ["WRITE", "PRIVATE", "f:14:15", "nowhere", 19],
    ["WRITE", "SHARED", "f:14:30", "nowhere", "copy"],
  ]);
});
