import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { conformFile } from "../../src/conform/conform.ts";
import { readTextLines } from "../../src/conform/lines.ts";
import type { Disagreement } from "../../src/conform/types.ts";
import { InputError } from "../../src/errors.ts";
import { LIST_EDITIONS } from "../../src/policy/editions/list_world.ts";
import { LINUX_6_1 } from "../../src/policy/editions/linux_6_1.ts";

const DATA = new URL("../data/vectors/", import.meta.url);

async function bytesOf(
  name: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  return (await Deno.open(new URL(name, DATA))).readable;
}

function textStream(text: string): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new Blob([text]).stream();
}

for (
  const [name, count] of [
    ["decision-6.12-sample.jsonl.gz", 6012],
    ["decision-6.1-sample.jsonl.gz", 6012],
    ["sequences-6.12-sample.jsonl.gz", 3115],
    ["sequences-6.1-sample.jsonl.gz", 3115],
    ["bdi-decision-sample.jsonl.gz", 69123],
    ["bdi-sequences-sample.jsonl.gz", 2456],
    ["before-regions-sample.jsonl.gz", 6460],
  ] as const
) {
  Deno.test(`the engine agrees with ${name}`, async () => {
    const found: Disagreement[] = [];
    const tally = await conformFile(await bytesOf(name), name, {
      onDisagreement: (disagreement) => found.push(disagreement),
    });
    assertEquals(found, []);
    assertEquals(tally.agreed, count);
  });
}

Deno.test("no other kernel before regions agrees with the recordings of them all", async () => {
  const name = "before-regions-sample.jsonl.gz";
  for (const edition of LIST_EDITIONS) {
    const tally = await conformFile(await bytesOf(name), name, { edition });
    assertEquals(tally.kernel, edition.id);
    assertEquals(tally.disagreed > 100, true, edition.id);
  }
});

Deno.test("the wrong edition does not agree", async () => {
  const name = "decision-6.12-sample.jsonl.gz";
  const tally = await conformFile(await bytesOf(name), name, {
    edition: LINUX_6_1,
  });
  assertEquals(tally.disagreed > 0, true);
});

Deno.test("a changed answer is reported with every field and the path", async () => {
  const line =
    '{"type":"reg","mmap_op":1,"caps_op":0,"gua_op":0,"read_op":"iter",' +
    '"caps":null,"prot":1,"flags":1,"mode":"rw","noexec":0,"append":0,' +
    '"ptraced":0,"rie":0,"gua":null,"mmap_ret":0,"read_ret":"full","fsize":4096,' +
    '"addr":0,"len":4096,"off":0,"via":"sys","fd":"file","trim":1,' +
    '"out":{"ret":-22}}';
  const found: Disagreement[] = [];
  const tally = await conformFile(textStream(line), "changed-6.12.jsonl", {
    onDisagreement: (disagreement) => found.push(disagreement),
  });
  assertEquals(tally.disagreed, 1);
  assertEquals(found[0]?.fields, [
    { field: "ret", recorded: -22, engine: -19 },
  ]);
  assertEquals(found[0]?.path, ["default-copy", "shared-needs-direct"]);
});

Deno.test("what is no recording is refused with its place", async () => {
  const cases: [string, string][] = [
    ["{", "bad.jsonl:1:2: Not JSON: Expected property name or '}'"],
    ["[1]", "bad.jsonl:1:1: Expected a JSON object on every line"],
    ['{"a":1}', "bad.jsonl:1:1: Neither a single request"],
    ["", "bad.jsonl: The recording is empty"],
    [
      "\n".repeat(100_001),
      "bad.jsonl:100001:1: More than 100000 lines are empty",
    ],
    ["\x1f\x8bgarbage", "bad.jsonl:1:1: Cannot read"],
    ['{"len":1,"out":1,"fd":"file"}', "bad.jsonl:1:1: Not a recording of"],
  ];
  for (const [text, message] of cases) {
    const bytes = Uint8Array.from(text, (c) => c.charCodeAt(0));
    const error = await assertRejects(
      () => conformFile(new Blob([bytes]).stream(), "bad.jsonl"),
      InputError,
    );
    assertStringIncludes(error.message, message);
  }
});

const [HEADER, CASE] = await firstLines();

/** The header and one single request of the recording of 2005. */
async function firstLines(): Promise<[header: string, request: string]> {
  let header = "";
  const stream = await bytesOf("bdi-decision-sample.jsonl.gz");
  for await (const lines of readTextLines(stream, "sample")) {
    for (const text of lines) {
      if (header === "") header = text;
      if (text.startsWith('{"k":"case"')) return [header, text];
    }
  }
  throw new Error("The sample has no single request");
}

Deno.test("a damaged line is reported, and the others are compared", async () => {
  const text = [HEADER, CASE, '{"k":', '{"k":"case",}', '{"k":"x"}', CASE]
    .join("\n");
  const problems: string[] = [];
  const tally = await conformFile(textStream(text), "bdi.jsonl", {
    onProblem: ({ message }) => problems.push(message),
  });
  assertEquals(tally.agreed, 2);
  assertEquals(problems.length, 3);
  assertStringIncludes(problems[0]!, "bdi.jsonl:3:6: Not JSON");
  assertStringIncludes(problems[1]!, "bdi.jsonl:4:13: Not JSON");
  assertStringIncludes(problems[2]!, "bdi.jsonl:5:1: Not a recording of");
});

Deno.test("what a cut gzip file still holds is compared", async () => {
  const name = "bdi-decision-sample.jsonl.gz";
  const whole = await Deno.readFile(new URL(name, DATA));
  const problems: string[] = [];
  const cut = new Blob([whole.subarray(0, 0.75 * whole.length)]).stream();
  const tally = await conformFile(cut, name, {
    onProblem: ({ message }) => problems.push(message),
  });
  assertEquals(tally.agreed > 60_000, true);
  assertEquals(tally.disagreed, 0);
  assertEquals(problems.length, 1);
  assertEquals(/^bdi-\S+:\d{4}:1: Cannot read: /.test(problems[0]!), true);
});

Deno.test("a header in the middle begins another recording", async () => {
  const sequences = HEADER.replace("bdi-decision", "bdi-sequences");
  const old = HEADER.replace('"what"', '"kernel":"linux-2.6.14","what"');
  const text = [HEADER, CASE, sequences, CASE, old, CASE].join("\n");
  const tally = await conformFile(textStream(text), "both.jsonl");
  assertEquals(tally.what, "bdi-decision, bdi-sequences");
  assertEquals(tally.kernel, "linux-2.6.11-bdi, linux-2.6.14");
  assertEquals(tally.agreed, 3);
});

Deno.test("a recording from before regions needs its header and such a kernel", async () => {
  const named = HEADER.replace('"what"', '"kernel":"linux-6.1","what"');
  const cases: [string, string, typeof LINUX_6_1 | undefined][] = [
    [CASE, "1:1: A line 'case' with no header", undefined],
    [named, "1:1: The recording is of a kernel before regions", undefined],
    [HEADER, "1:1: The recording is of a kernel before regions", LINUX_6_1],
  ];
  for (const [text, message, edition] of cases) {
    const options = edition === undefined ? {} : { edition };
    const error = await assertRejects(
      () => conformFile(textStream(text), "old.jsonl", options),
      InputError,
    );
    assertStringIncludes(error.message, message);
  }
});
