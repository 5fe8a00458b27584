/** What fuzzers have found, so that it is not found again. */
import { assertEquals, assertRejects } from "@std/assert";
import { conformFile } from "../../src/conform/conform.ts";
import { InputError } from "../../src/errors.ts";
import { visibleJson } from "../../src/writing/printable.ts";
import { callCli } from "../cli/run_cli.ts";
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

Deno.test("a file in RAM that is larger than the RAM is filled in pieces", () => {
  const text = `${HEAD}kernel: linux-2.6.11
files: { shm: { driver: ramfs, size: 2000GiB, mode: r } }
steps:
  - write: { file: shm, offset: 0, bytes: { text: x } }
    expect: EBADF
`;
  const { scenarios } = parseScenarios(text, "f", ENGINE_NAMES);
  for (const { scenario, edition } of selectTests(scenarios)) {
    assertEquals(runScenario(scenario, edition).status, "passed");
  }
});

Deno.test("a sequence of four thousand million processes is refused", async () => {
  const line = JSON.stringify({
    name: "many",
    nproc: 4294967295,
    ptraced: [],
    files: [],
    steps: [],
  });
  await assertRejects(
    () => conformFile(new Blob([line]).stream(), "sequences-6.12.jsonl"),
    InputError,
    "4294967295 processes are too many",
  );
});

Deno.test("an escape sequence of an input reaches no terminal", async () => {
  const { code, out, err } = await callCli(
    ["decide"],
    '{"a":\x1b[2J}\n{"\x9b\u202e":1}\n',
  );
  assertEquals(code, 2);
  for (const text of [out, err]) {
    assertEquals(/(?!\n)[\p{Cc}\u202e]/u.test(text), false, text);
  }
});

Deno.test("JSON says the same when what cannot be seen is escaped", () => {
  const value = { name: "a\x1b\x9b\u202e\u2028\x7f\n\té" };
  const text = visibleJson(JSON.stringify(value, null, 2));
  assertEquals(JSON.parse(text), value);
  assertEquals(/(?!\n)[\p{Cc}\u202e\u2028]/u.test(text), false);
});

Deno.test("a header without constants, or without sizes, is refused", async () => {
  const constants = { word_bits: 32, sizeof_vml: 12, sizeof_vma: 76 };
  for (
    const [given, reason] of [
      [null, "The header of the recording has no constants"],
      [3, "The header of the recording has no constants"],
      [{ ...constants, kmalloc_sizes: 5 }, "The header has"],
    ] as const
  ) {
    const line = JSON.stringify({
      k: "header",
      what: "bdi-sequences",
      version: 1,
      constants: given,
      sequences: 1,
    });
    await assertRejects(
      () => conformFile(new Blob([line]).stream(), "bdi.jsonl"),
      InputError,
      reason,
    );
  }
});
