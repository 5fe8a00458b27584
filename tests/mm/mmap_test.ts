import { assertEquals } from "@std/assert";
import { mmap } from "../../src/mm/system_calls.ts";
import { findEdition } from "../../src/policy/editions.ts";
import type { Edition } from "../../src/policy/edition.ts";
import { PRIVATE, READ, scripted, world } from "./helpers.ts";

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
