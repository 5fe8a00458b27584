import { assert, assertEquals } from "@std/assert";
import { Ajv } from "npm:ajv@8.17.1";
import { loadAll } from "npm:js-yaml@5.5.0";
import {
  scenarioJsonSchema,
  scenarioJsonSchemaText,
} from "../../../src/scenario/schema/json_schema.ts";
import { HEAD, messagesOf, STEP } from "../document.ts";

type Json = Record<string, unknown>;

const SCHEMA = scenarioJsonSchema();
const accepts = new Ajv({
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
}).compile(SCHEMA);

function isObject(node: unknown): node is Json {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

/** Whether the JSON Schema accepts every document of a text. */
function acceptsText(text: string): boolean {
  return loadAll(text).every((document) => accepts(document));
}

Deno.test("schema/scenario.schema.json is what the schemas say", async () => {
  const file = new URL(
    "../../../schema/scenario.schema.json",
    import.meta.url,
  );
  assertEquals(
    await Deno.readTextFile(file) === scenarioJsonSchemaText(),
    true,
    "Stale: deno task nommap schema > schema/scenario.schema.json",
  );
});

Deno.test("every key has a description", () => {
  const without: string[] = [];
  let keys = 0;
  function visit(node: unknown, path: string): void {
    if (Array.isArray(node)) {
      node.forEach((item, index) => visit(item, `${path}/${index}`));
    }
    if (!isObject(node)) return;
    const { properties } = node;
    if (isObject(properties)) {
      for (const [key, value] of Object.entries(properties)) {
        keys++;
        const about = isObject(value) ? value.description : undefined;
        const good = typeof about === "string" && /^[A-Za-z]/.test(about) &&
          !about.endsWith(".");
        if (!good) without.push(`${path}/${key}`);
      }
    }
    for (const [key, value] of Object.entries(node)) {
      visit(value, `${path}/${key}`);
    }
  }
  visit(SCHEMA, "");
  assertEquals(without, []);
  assert(keys > 100, `${keys} keys`);
});

Deno.test("every reference leads to a definition", () => {
  const text = scenarioJsonSchemaText();
  const names = [...text.matchAll(/"\$ref": "#\/definitions\/([^"]*)"/g)]
    .map((match) => match[1]!);
  assert(names.length > 5);
  const definitions = SCHEMA.definitions as Json;
  for (const name of names) assert(isObject(definitions[name]), name);
  assert(!text.includes("$defs"));
});

Deno.test("the JSON Schema accepts the sample files", async () => {
  const folder = new URL("../../data/scenario/", import.meta.url);
  let files = 0;
  for await (const { name } of Deno.readDir(folder)) {
    const text = await Deno.readTextFile(new URL(name, folder));
    for (const document of loadAll(text)) {
      assert(accepts(document), `${name}: ${JSON.stringify(accepts.errors)}`);
    }
    files++;
  }
  assertEquals(files, 4);
});

Deno.test("the JSON Schema and the loader refuse the same", () => {
  const cases: [string, boolean][] = [
    [STEP, true],
    ["", false],
    [`${STEP}colour: blue\n`, false],
    [`${STEP}tags: [a, b]\n`, true],
    [`${STEP}tags: a\n`, false],
    [`${STEP}machine: { word_size: 64 }\n`, true],
    [`${STEP}machine: { word_size: 33 }\n`, false],
    [`${STEP}machine: { page_size: 16KiB }\n`, true],
    [`${STEP}machine: { page_size: 16384 }\n`, true],
    [`${STEP}machine: { page_size: 16MiB }\n`, false],
    [`${STEP}machine: { nr_trim_pages: -1 }\n`, false],
    [`${STEP}machine: { task_size: 0xffffff00 }\n`, true],
    [`${STEP}files: { a: { capabilities: DIRECT|READ } }\n`, true],
    [`${STEP}files: { a: { capabilities: DIRECT|REED } }\n`, false],
    [`${STEP}files: { a: { mmap: EAGAIN } }\n`, true],
    [`${STEP}files: { a: { mmap: EAGAINN } }\n`, false],
    [`${STEP}files: { a: { get_unmapped_area: { base: 1 } } }\n`, true],
    [`${STEP}files: { a: { get_unmapped_area: { bas: 1 } } }\n`, false],
    [`${STEP}files: { a: { device: "1f:00" } }\n`, true],
    [`${STEP}files: { a: { contents: { hex: 00 } } }\n`, true],
    [`${STEP}files: { "1a": {} }\n`, false],
    ["steps:\n  - exit: {}\n    expect: direkt\n", false],
    ["steps:\n  - exit: {}\n    expect: {}\n", false],
    ["steps:\n  - exit: {}\n    expect: { linux-6.12: ok }\n", true],
    ["steps:\n  - exit: {}\n    close: { file: a }\n", false],
    ["steps:\n  - note: nothing\n    expect: ok\n", false],
    [`${STEP}status: kernel-bug\n`, false],
    [`${STEP}status: kernel-bug\nbecause: It is\n`, true],
    [`${STEP}because: It is\n`, false],
    ["steps:\n  - store: { address: 0, bytes: { byte: 1 } }\n", false],
    [
      "steps:\n  - store: { address: 0, bytes: { text: a, length: 1 } }\n",
      false,
    ],
    [
      "steps:\n  - store: { address: 0, bytes: { byte: 0, length: 1 } }\n",
      true,
    ],
    ["steps:\n  - munmap: { address: a+4KiB, length: 1 }\n", true],
    ["steps:\n  - munmap: { address: a*4KiB, length: 1 }\n", false],
    ["steps:\n  - munmap: { address: 0, len: 1 }\n", false],
    ["steps:\n  - mmap: { length: 1, prot: 7, flags: SHARED|0x10 }\n", true],
    ["steps:\n  - mmap: { length: 1, prot: 7 }\n", false],
    ["steps:\n  - mmap: { fd: -1, length: 1, prot: 0, flags: 2 }\n", true],
  ];
  const labels = /Unknown label|asserts nothing|neither a file/;
  for (const [text, right] of cases) {
    assertEquals(acceptsText(HEAD + text), right, text);
    const messages = messagesOf(HEAD + text)
      .filter((message) => !labels.test(message));
    assertEquals(messages.length === 0, right, `${text}: ${messages}`);
  }
});
