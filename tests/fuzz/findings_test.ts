/** What fuzzers have found, so that it is not found again. */
import { assertEquals } from "@std/assert";
import { HEAD, messagesOf } from "../scenario/document.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { selectTests } from "../../src/scenario/run/select.ts";

Deno.test("a load of almost all addresses is refused", () => {
  assertEquals(
    messagesOf(`${HEAD}steps:
  - load: { address: 0x20000000, length: 4294967295 }
    expect: ok
`),
    ["5:42: Number '4294967295' is above the largest allowed, 1048576"],
  );
});

Deno.test("the contents of a file in RAM that does not fit are not made", () => {
  const text = `${HEAD}files: { shm: { driver: ramfs, size: 4095GiB } }
steps:
  - mmap: { file: shm, length: 4KiB, prot: READ, flags: SHARED }
    expect: ENODEV
`;
  const { scenarios } = parseScenarios(text, "f", ENGINE_NAMES);
  for (const { scenario, edition } of selectTests(scenarios)) {
    assertEquals(runScenario(scenario, edition).status, "passed");
  }
});
