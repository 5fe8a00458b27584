import { assertEquals, assertNotEquals } from "@std/assert";
import { parseJsonLine } from "../../../src/conform/lines.ts";
import {
  casesOf,
  lineText,
  planHash,
  type RecordingLine,
} from "../../../src/referee/recording/format.ts";
import type { CaseResult } from "../../../src/referee/result.ts";

const RESULT: CaseResult = {
  end: "done",
  steps: [{
    value: 0xffff_ffff_ffff_ffean,
    errno: 22,
    calls: [],
    messages: ["epc : do_mmap", "kernel BUG at mm/nommu.c:464!"],
    filePages: [],
    pages: 3,
    bytes: new Uint8Array([0, 1, 254]),
  }],
  setupMessages: [],
  cleanupMessages: ["nothing of interest"],
  processes: [],
  pages: 0,
  files: [],
  filePages: [],
  leftRegions: 0,
  brokenProcesses: 0,
};

Deno.test("a line survives writing and reading", () => {
  const line: RecordingLine = {
    scenario: "one",
    plan: "00",
    cases: [RESULT],
  };
  const { value } = parseJsonLine(lineText(line), 1);
  const [found] = casesOf(value as unknown as RecordingLine);
  assertEquals(found?.steps[0]?.value, 0xffff_ffff_ffff_ffean);
  assertEquals(found?.steps[0]?.bytes, new Uint8Array([0, 1, 254]));
  assertEquals(found?.pages, 0);
});

Deno.test("only messages that mean something are kept", () => {
  const { value } = parseJsonLine(
    lineText({ scenario: "one", plan: "00", cases: [RESULT] }),
    1,
  );
  const [found] = casesOf(value as unknown as RecordingLine);
  assertEquals(found?.steps[0]?.messages, ["kernel BUG at mm/nommu.c:464!"]);
  assertEquals(found?.cleanupMessages, []);
});

Deno.test("planHash() notices what the kernel is asked", () => {
  const hash = (length: number | bigint) =>
    planHash([{
      plan: { steps: [{ operation: "munmap", address: 0, length }] },
      steps: [0],
      samples: new Map(),
    }]);
  assertEquals(hash(4096), hash(4096));
  assertNotEquals(hash(4096), hash(8192));
  assertNotEquals(hash(2n ** 63n), hash(2n ** 63n + 1n));
});
