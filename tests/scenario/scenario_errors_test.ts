import { assertEquals } from "@std/assert";
import { HEAD, messagesOf, STEP, testErrors } from "./document.ts";

testErrors("scenario", [
  {
    name: "neither steps nor table",
    text: "",
    messages: ["1:1: Missing in a scenario: one of steps, table, cramfs_mmu"],
  },
  {
    name: "steps and table",
    text: `${STEP}table: { rows: prot, columns: flags, cells: x }\n`,
    messages: ["7:1: Only one of steps, table can be given in a scenario"],
  },
  {
    name: "no steps",
    text: "steps: []\n",
    messages: ["4:8: Scenario asserts nothing: no step has an expectation"],
  },
  {
    name: "no expectation",
    text: "steps:\n  - exit: {}\n",
    messages: ["5:3: Scenario asserts nothing: no step has an expectation"],
  },
  {
    name: "misspelt key",
    text: STEP.replace("steps", "stpes"),
    messages: ["4:1: Unknown key 'stpes' of a scenario; did you mean 'steps'?"],
  },
  {
    name: "unknown key without a near one",
    text: `${STEP}colour: blue\n`,
    messages: ["7:1: Unknown key 'colour' of a scenario"],
  },
  {
    name: "several unknown keys, and what is in a misspelt one",
    text: "stepz:\n  - exit: {}\n    expekt: EINVALL\ncolour: 1\nsize: 2\n",
    messages: [
      "4:1: Unknown key 'stepz' of a scenario; did you mean 'steps'?",
      "6:5: Unknown key 'expekt' of a step; did you mean 'expect'?",
      "6:13: Unknown expectation 'EINVALL'; did you mean 'EINVAL'?",
      "7:1: Unknown key 'colour' of a scenario",
      "8:1: Unknown key 'size' of a scenario",
    ],
  },
  {
    name: "both spellings of a key",
    text: `${STEP}stepz: []\n`,
    messages: ["7:1: Unknown key 'stepz' of a scenario; did you mean 'steps'?"],
  },
  {
    name: "wrong sorts",
    text: "files: [a]\nsteps: {}\ntags: x\nmachine: 1\nkernel: {}\n",
    messages: [
      "4:8: Expected a mapping of names to files, found a list",
      "5:8: Expected a list of steps, found a mapping",
      "6:7: Expected a list of tags, found 'x'",
      "7:10: Expected a mapping (machine), found '1'",
      "8:9: Expected a kernel, a range or a list of kernels, found a mapping",
    ],
  },
  {
    name: "nothing where something is needed",
    text: "tags:\nsteps:\nkernel: ~\n",
    messages: [
      "4:1: Expected a list of tags, found nothing",
      "5:1: Expected a list of steps, found nothing",
      "6:9: Expected a kernel, a range or a list of kernels, found nothing",
    ],
  },
  {
    name: "status without because",
    text: `status: kernel-bug\n${STEP}`,
    messages: ["4:1: Missing key 'because' of a scenario beside 'status'"],
  },
  {
    name: "because without status",
    text: `because: It is so\n${STEP}`,
    messages: ["4:1: Key 'because' of a scenario needs status"],
  },
  {
    name: "unknown status",
    text: `status: broken\nbecause: It is so\n${STEP}`,
    messages: ["4:9: Unknown status 'broken'; known are kernel-bug, known-gap"],
  },
  {
    name: "unknown kernel",
    text: `kernel: [linux-6.12, linux-6.11]\n${STEP}`,
    messages: [
      "4:22: Unknown kernel 'linux-6.11'; did you mean 'linux-6.1' or 'linux-6.12'?",
    ],
  },
  {
    name: "no kernel",
    text: `kernel: []\n${STEP}`,
    messages: ["4:9: List of kernels is empty"],
  },
  {
    name: "range without kernels",
    text: `kernel: ">=7.0"\n${STEP}`,
    messages: [
      "4:9: No known kernel is in the range '>=7.0'; known are linux-6.1, " +
      "linux-6.12",
    ],
  },
  {
    name: "range that is none",
    text: `kernel: ">=6.x <7"\n${STEP}`,
    messages: [
      "4:9: Bound '>=6.x' of kernel range '>=6.x <7' is not <, <=, >, >= or = " +
      "and a release such as 6.12",
    ],
  },
  {
    name: "wrong names of files and processes",
    text: `files: { 1a: {}, "a b": {} }\nprocesses: { -: {} }\n${STEP}`,
    messages: [
      "4:10: The name '1a' can have only letters, digits, '_', '.' and '-', " +
      "and starts with a letter or '_'",
      "4:18: The name 'a b' can have only letters, digits, '_', '.' and '-', " +
      "and starts with a letter or '_'",
      "5:14: The name '-' can have only letters, digits, '_', '.' and '-', " +
      "and starts with a letter or '_'",
    ],
  },
]);

Deno.test("scenario: nothing that every scenario needs", () => {
  assertEquals(messagesOf("tags: []\n"), [
    "1:1: Missing key 'id' of a scenario",
    "1:1: Missing key 'name' of a scenario",
    "1:1: Missing key 'source' of a scenario",
    "1:1: Missing in a scenario: one of steps, table, cramfs_mmu",
  ]);
});

Deno.test("scenario: wrong id and empty texts", () => {
  const text = `id: Big One\nname: ""\nsource: " "\n${STEP}`;
  assertEquals(messagesOf(text), [
    "1:5: The id 'Big One' can have only small letters, digits, '.', '_' " +
    "and '-'",
    "2:7: Empty text",
    "3:9: Empty text",
  ]);
});

Deno.test("scenario: an id given twice in a file", () => {
  const one = HEAD + STEP;
  assertEquals(messagesOf(`${one}---\n${one}`), [
    "8:5: Id 'test' is given twice, first in line 1",
  ]);
});

Deno.test("scenario: at most 20 problems of a file are reported in full", () => {
  const keys = Array.from({ length: 15 }, (_, i) => `key_number_${i}: 1\n`);
  const text = keys.join("") + HEAD + STEP;
  const messages = messagesOf(`${text}---\n${text.replace("test", "other")}`);
  assertEquals(messages.length, 21);
  assertEquals(messages[19], "27:1: Unknown key 'key_number_4' of a scenario");
  assertEquals(messages[20], "28:1: 10 more problems from here on");
});

Deno.test("scenario: an error in one document leaves the others", () => {
  const good = HEAD + STEP;
  const text = `${good.replace("test", "one")}---\nid: [\n---\n${good}`;
  assertEquals(messagesOf(text), ["9:1: Deficient indentation"]);
});
