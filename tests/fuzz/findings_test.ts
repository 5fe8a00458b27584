/** What fuzzers have found, so that it is not found again. */
import { assertEquals, assertRejects, assertThrows } from "@std/assert";
import { findDeclarations } from "../../src/explain/wanted.ts";
import { changesOf } from "../../src/explain/ways.ts";
import { runObserved } from "../../src/report/html/observe.ts";
import { stepsMarkup } from "../../src/report/html/step.ts";
import { conformFile } from "../../src/conform/conform.ts";
import { MAX_DEPTH, parseJsonLine } from "../../src/conform/lines.ts";
import { InputError } from "../../src/errors.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import {
  makeMmap,
  makeRamfsFile,
  makeScenario,
  makeStep,
} from "../../src/question/make.ts";
import { ask } from "../../src/question/question.ts";
import { visibleJson } from "../../src/writing/printable.ts";
import { callCli, inFolder } from "../cli/run_cli.ts";
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

Deno.test("JSON that is nested too deep to be written again is refused", async () => {
  const nested = (levels: number): string =>
    `{"id":${"[".repeat(levels - 1)}"{["${"]".repeat(levels - 1)}}`;
  assertEquals(parseJsonLine(nested(MAX_DEPTH), 1).line, 1);
  const error = assertThrows(
    () => parseJsonLine(nested(MAX_DEPTH + 1), 7, "deep"),
    InputError,
    `Nesting is deeper than ${MAX_DEPTH} levels`,
  );
  assertEquals([error.line, error.column], [7, MAX_DEPTH + 6]);
  const { code, err } = await callCli(["decide"], nested(100_000));
  assertEquals(code, 2);
  assertEquals(err.includes("Internal error"), false);
});

Deno.test("the name of a file begins no line of its own", async () => {
  await inFolder(async (folder) => {
    const name = `${folder}/a\n::error::b.yaml`;
    Deno.writeTextFileSync(name, `${HEAD}steps: []\n`);
    Deno.writeTextFileSync(`${name}.jsonl`, "x\n");
    for (const args of [["run", folder], ["conform", `${name}.jsonl`]]) {
      const { code, out, err } = await callCli(args);
      assertEquals(code, 2);
      assertEquals(/^::/m.test(out + err), false, out + err);
    }
  });
});

Deno.test("what is wrong in a recording is named by its field", async () => {
  const request = {
    type: "reg",
    ...{ mmap_op: 1, caps_op: 0, gua_op: 0, read_op: "iter", caps: null },
    ...{ prot: 1, flags: 1, mode: "rw", noexec: 0, append: 0, ptraced: 0 },
    ...{ rie: 0, gua: null, mmap_ret: 0, read_ret: "full", fsize: 4096 },
    ...{ addr: 0, len: 4096, off: 0, via: "sys", fd: "file", trim: 1 },
    out: { ret: -19 },
  };
  const sequence = {
    ...{ name: "s", nproc: 1, ptraced: [] },
    files: [{ kind: 2, mode: "rw", pages: 0 }],
    steps: [{ op: "close", proc: 0, file: 0, out: {} }],
  };
  for (
    const [line, reason] of [
      [{ ...request, out: null }, "The line has no object 'out'"],
      [{ ...request, off: [{}] }, "a word of 64 bits in 'off', got '[{}]'"],
      [{ ...request, mode: {} }, "Unknown mode '{}'"],
      [{ ...sequence, ptraced: 1 }, "The line has no list 'ptraced'"],
      [
        { ...sequence, steps: [{ op: "close", proc: 1, file: 0, out: {} }] },
        "a whole number up to 0 in 'proc', got '1'",
      ],
    ] as const
  ) {
    await assertRejects(
      () =>
        conformFile(new Blob([JSON.stringify(line)]).stream(), "x-6.12.jsonl"),
      InputError,
      reason,
    );
  }
});

Deno.test("nothing is written to a file in RAM that a question is about", () => {
  let looked = 0;
  const file = makeRamfsFile("f", {
    size: 2 ** 20,
    contents: {
      get kind() {
        looked++;
        return "pattern" as const;
      },
    },
  });
  const scenario = makeScenario(LINUX_6_12, {
    files: [file],
    steps: [makeStep(makeMmap({ file: 0, length: 4096, prot: 1, flags: 1 }))],
  });
  assertEquals(ask({ scenario, step: 0 }, LINUX_6_12)?.backing, "direct");
  assertEquals(looked, 0);
});

Deno.test("a kernel of 32 bits is refused where the scenario is read", () => {
  const text = `${HEAD}kernel: [linux-6.12, linux-2.6.11]
machine: { word_size: 64 }
steps:
  - exit: {}
    expect: ok
`;
  const { errors } = parseScenarios(text, "f", ENGINE_NAMES);
  assertEquals(errors.map(({ message }) => message), [
    "f:5:23: Kernel 'linux-2.6.11' runs without an MMU on 32-bit machines only",
  ]);
});

Deno.test("a key of a request begins no line of its own", async () => {
  const { err } = await callCli(["decide"], '{"a\\n::error::b":1}\n');
  assertEquals(err, "<stdin>:1:1: Unknown key 'a\\n::error::b'\n");
});

Deno.test("what is told of a call in a log fits the machine it is told of", async () => {
  const log = [
    "munmap(0x8000, 0x100000000) = -1 EINVAL",
    "mremap(0x8000, 4096, 0xffffffffffffffff, 0) = -1 ENOMEM",
    "mremap(0, 0x7fffffffffffffff, 1, MREMAP_FIXED, 1) = -1 EINVAL",
    "mmap(NULL, 0xffffffffffffffff, PROT_READ, MAP_SHARED, 3</dev/mtd0>, 0xfffffffffffff000) = -1 EINVAL",
    "mmap(NULL, 0xffffffffffffffff, PROT_READ, MAP_SHARED, 3, 0) = -1 ENOMEM",
  ];
  for (const line of log) {
    const { code, out, err } = await callCli(["explain", line]);
    assertEquals([code < 2, err], [true, ""], `${line}\n${out}`);
  }
});

/** A scenario of so many mappings, each in its step, and a last call. */
function manySteps(count: number): string {
  const step =
    "  - mmap: { length: 4096, prot: READ, flags: PRIVATE|ANONYMOUS }\n";
  return `${HEAD}steps:\n${step.repeat(count)}    expect: ok\n`;
}

Deno.test("pictures of a scenario with many steps do not grow without end", () => {
  const { scenarios } = parseScenarios(manySteps(400), "f", ENGINE_NAMES);
  const run = runObserved(scenarios[0]!, LINUX_6_12);
  const { memory, result } = run;
  assertEquals(result.steps.length, 400);
  assertEquals(memory.length > 50 && memory.length < 200, true);
  const page = stepsMarkup(run).source;
  assertEquals(page.includes("of 400 steps: there is too much of it"), true);

  const all = manySteps(400).replace("steps:", 'kernel: ">=2.6.11"\nsteps:');
  const everywhere = parseScenarios(all, "f", ENGINE_NAMES).scenarios[0]!;
  const drawn = runObserved(everywhere, LINUX_6_12).memory.length;
  assertEquals(drawn > 10 && drawn < 50, true, `${drawn}`);
});

Deno.test("what is tried of a step with many before it is bounded", () => {
  const { scenarios } = parseScenarios(manySteps(400), "f", ENGINE_NAMES);
  const question = { scenario: scenarios[0]!, step: 399 };
  const changes = changesOf(question, LINUX_6_12);
  assertEquals(changes.length < 80, true, `${changes.length} changes`);
  const together = changes.filter(({ alone }) => alone !== true);
  assertEquals(together.length < 20, true, `${together.length} together`);
  const files = { ...question.scenario, files: [makeRamfsFile("f")] };
  assertThrows(
    () =>
      findDeclarations({ scenario: files, step: 399 }, "direct", LINUX_6_12),
    InputError,
    "399 steps lie before it",
  );
});

Deno.test("empty lines without end are no recording", async () => {
  const packed = new Blob(["\n".repeat(2 ** 20)]).stream()
    .pipeThrough(new CompressionStream("gzip"));
  await assertRejects(
    () => conformFile(packed, "x.jsonl.gz"),
    InputError,
    "lines are empty",
  );
});

Deno.test("a line end of an image's path begins no line of a message", () => {
  const path = `/a\\nb/${"c".repeat(253)}\\n::error::d`;
  const { errors } = parseScenarios(
    `${HEAD}images: { rom: { files: { "${path}": { size: 1 } } } }
files: { f: { driver: cramfs, image: rom, path: /a } }
steps:
  - mmap: { file: f, length: 1, prot: READ, flags: PRIVATE }
    expect: ok
`,
    "f",
    ENGINE_NAMES,
  );
  assertEquals(errors.length, 1);
  assertEquals(errors[0]!.message.includes("\n"), false, errors[0]!.message);
});
