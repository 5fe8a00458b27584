import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { conformFile } from "../../src/conform/conform.ts";
import type { Disagreement } from "../../src/conform/types.ts";
import { InputError } from "../../src/errors.ts";
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
    ["{", "bad.jsonl:1:1: Not JSON"],
    ["[1]", "bad.jsonl:1:1: Expected a JSON object on every line"],
    ['{"a":1}', "bad.jsonl:1:1: Neither a single request"],
    ["", "bad.jsonl: The recording is empty"],
    ["\x1f\x8bgarbage", "bad.jsonl: Cannot read"],
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
