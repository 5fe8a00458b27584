import { assertEquals, assertThrows } from "@std/assert";
import { InputError } from "../../src/errors.ts";
import { findReferred, parseReference } from "../../src/question/reference.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";

const TEXT = `id: steps
name: Steps
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
steps:
  - as: view
    mmap: { file: data, length: 4KiB, prot: READ, flags: PRIVATE }
    expect: copy
  - munmap: { address: view, length: 4KiB }
    expect: ok
---
id: table
name: A table
source: mm/nommu.c
files: { data: { type: reg, size: 4KiB } }
table:
  request: { file: data, length: 4KiB }
  rows: prot
  columns: flags
  cells: |
    prot  PRIVATE  SHARED
    NONE  copy     ENODEV
    READ  copy     ENODEV
`;

const { scenarios, errors } = parseScenarios(TEXT, "file.yaml");
assertEquals(errors, []);

function referred(text: string): string {
  const { scenario, label, question } = findReferred(
    scenarios,
    parseReference(text)!,
  );
  return `${scenario.id}:${label}:${question.step}`;
}

Deno.test("parseReference() takes references apart", () => {
  assertEquals(parseReference("a/b.yaml:12"), { path: "a/b.yaml", line: 12 });
  assertEquals(parseReference("b.yaml:12:5"), { path: "b.yaml", line: 12 });
  assertEquals(parseReference("b.yaml#x-1"), { path: "b.yaml", id: "x-1" });
  assertEquals(parseReference("b.yaml#x:view"), {
    path: "b.yaml",
    id: "x",
    step: "view",
  });
  for (const text of ["b.yaml", "b.yaml:", "#x", "b.yaml#", "b.yaml:x"]) {
    assertEquals(parseReference(text), undefined, text);
  }
});

Deno.test("findReferred() finds steps by line, number and label", () => {
  assertEquals(referred("f:1"), "steps:view:0");
  assertEquals(referred("f:8"), "steps:view:0");
  assertEquals(referred("f:9"), "steps:step 2:1");
  assertEquals(referred("f#steps"), "steps:view:0");
  assertEquals(referred("f#steps:2"), "steps:step 2:1");
  assertEquals(referred("f#steps:view"), "steps:view:0");
});

Deno.test("findReferred() finds cells by row, and by row and column", () => {
  assertEquals(referred("f:22"), "table:NONE PRIVATE:0");
  assertEquals(referred("f:23"), "table:READ PRIVATE:0");
  assertEquals(referred("f:999"), "table:READ PRIVATE:0");
  assertEquals(referred("f#table"), "table:NONE PRIVATE:0");
  assertEquals(referred("f#table:READ,SHARED"), "table:READ SHARED:0");
});

Deno.test("findReferred() says what there is instead", () => {
  const fails = (text: string, message: string) =>
    assertThrows(() => referred(text), InputError, message);
  fails("f#stepz", "did you mean 'steps'");
  fails("f#steps:3", "has no step 3, only 2");
  fails("f#steps:vew", "Unknown label 'vew'; did you mean 'view'?");
  fails("f#table:READ", "name it as in 'NONE,PRIVATE'");
  fails("f:0", "No step of a scenario stands here or above");
});
