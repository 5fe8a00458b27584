import { assertEquals } from "@std/assert";
import { byteSource } from "../../src/files/contents.ts";
import { load } from "../../src/mm/memory_access.ts";
import { mmap } from "../../src/mm/system_calls.ts";
import { findEdition } from "../../src/policy/editions.ts";
import type { Edition } from "../../src/policy/edition.ts";
import { PRIVATE, READ, scripted, world, WRITE } from "./helpers.ts";

Deno.test("a driver is not asked for what is refused before", () => {
  const edition = findEdition("linux-2.6.29") as Edition;
  const { machine, process } = world({ edition });
  const file = scripted(machine, { capabilities: 0x79 });
  const hint = mmap(machine, process, {
    file,
    address: 4096,
    length: 4096,
    prot: READ,
    flags: PRIVATE,
  });
  assertEquals([hint.reason, hint.calls], ["address-hint", []]);
  const empty = mmap(machine, process, {
    file,
    length: 0,
    prot: READ,
    flags: PRIVATE,
  });
  assertEquals([empty.reason, empty.calls], ["zero-length", []]);
});

Deno.test("a copy can lie in the memory of the device that it was read from", () => {
  const { machine, process } = world();
  const base = 0x8000_0000;
  const file = scripted(machine, {
    capabilities: 0x79,
    getUnmappedArea: { base },
    contents: byteSource(7),
  });
  const request = { file, length: 4096, prot: READ | WRITE, flags: PRIVATE };
  const first = mmap(machine, process, request);
  assertEquals([first.value, first.backing], [base, "copy"]);
  const second = mmap(machine, process, { ...request, pgoff: 1 });
  assertEquals([second.value, second.backing], [base + 4096, "copy"]);
  const expected = new Uint8Array(8).fill(7);
  assertEquals(load(machine, first.value, 8).bytes, expected);
  assertEquals(load(machine, second.value, 8).bytes, expected);
});
