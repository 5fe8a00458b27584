import { assert, assertEquals } from "@std/assert";
import { parseScenarios } from "../../../src/scenario/parse.ts";
import { ENGINE_NAMES } from "../../../src/scenario/known_names.ts";
import type { Scenario } from "../../../src/scenario/types.ts";
import {
  placeDevices,
  toScenario,
  toTarget,
} from "../../../src/referee/judge/placement.ts";
import { targetScenario } from "../../../src/referee/judge/target_scenario.ts";
import { MEMORY } from "../../../src/referee/target/machine.ts";

function scenario(body: string): Scenario {
  const { scenarios, errors } = parseScenarios(
    `id: placed\nname: Placed\nsource: here\n${body}`,
    "test.yaml",
    ENGINE_NAMES,
  );
  assertEquals(errors, []);
  return scenarios[0]!;
}

const DEVICE = scenario(`files:
  low: { size: 64KiB, get_unmapped_area: { base: 0x20000123 } }
  high: { size: 64KiB, get_unmapped_area: { fixed: 0xc0000000 } }
steps:
  - mmap: { file: low, length: 8KiB, prot: READ, flags: SHARED, offset: 4KiB }
    expect: ok
`);

Deno.test("devices stay on their side of the memory", () => {
  const { devices, bare } = placeDevices(DEVICE);
  const [low, high] = devices;
  assertEquals(bare, []);
  const { lowWindow, window } = MEMORY;
  assert(low!.to >= lowWindow.base);
  assert(low!.to + low!.span <= lowWindow.base + lowWindow.size);
  assert(high!.to >= window.base);
});

Deno.test("devices keep their offset in a page", () => {
  assertEquals(placeDevices(DEVICE).devices[0]!.to % 4096, 0x123);
});

Deno.test("addresses can be translated there and back", () => {
  const placement = placeDevices(DEVICE);
  const there = toTarget(0x2000_1123, placement, 32);
  assertEquals(there, placement.devices[0]!.to + 0x1000);
  assertEquals(toScenario(there, placement), 0x2000_1123);
  assertEquals(toTarget(0x1234_5000, placement, 32), 0x1234_5000);
});

Deno.test("devices that overlap keep their distance", () => {
  const { devices } = placeDevices(scenario(`files:
  one: { size: 64KiB, get_unmapped_area: { base: 0x20000000 } }
  two: { size: 64KiB, get_unmapped_area: { base: 0x20004000 } }
steps:
  - mmap: { file: one, length: 8KiB, prot: READ, flags: SHARED }
    expect: ok
`));
  assertEquals(devices[1]!.to - devices[0]!.to, 0x4000);
});

Deno.test("what maps all memory stays, and so does what it shows", () => {
  const { devices, bare } = placeDevices(scenario(`files:
  uart: { size: 4KiB, get_unmapped_area: { base: 0x40011000 } }
  mem: { get_unmapped_area: { base: 0 } }
  other: { size: 4KiB, get_unmapped_area: { base: 0x50000000 } }
steps:
  - mmap:
      file: mem
      length: 4KiB
      prot: READ
      flags: SHARED
      offset: 0x40011000
    expect: ok
`));
  assertEquals(bare.map(({ name }) => name), ["mem", "uart"]);
  assertEquals(devices.map(({ inode }) => inode.name), ["other"]);
});

Deno.test("addresses that mean something stay", () => {
  const { bare } = placeDevices(scenario(`files:
  zero: { size: 4KiB, get_unmapped_area: { fixed: 0 } }
  last: { size: 4KiB, get_unmapped_area: { fixed: 0xfffff000 } }
steps:
  - mmap: { file: zero, length: 4KiB, prot: READ, flags: SHARED }
    expect: ok
`));
  assertEquals(bare.map(({ name }) => name), ["zero", "last"]);
});

Deno.test("targetScenario() moves files and addresses, not the original", () => {
  const { scenario: moved, placement, original } = targetScenario(
    scenario(`files:
  dev: { size: 4KiB, get_unmapped_area: { base: 0x20000000 } }
steps:
  - mmap: { file: dev, length: 4KiB, prot: READ, flags: SHARED }
  - munmap: { address: 0x20000000, length: 4KiB }
    expect: ok
`),
  );
  const { to } = placement.devices[0]!;
  const operation = moved.steps[1]!.operation;
  assertEquals("address" in operation && operation.address, to);
  const inode = moved.files[0]!.inode;
  assertEquals(
    inode.driver === "scripted" && inode.getUnmappedArea,
    { base: to },
  );
  const before = original.steps[1]!.operation;
  assertEquals("address" in before && before.address, 0x2000_0000);
});
