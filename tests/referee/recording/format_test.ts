import { assertEquals } from "@std/assert";
import { parseJsonLine } from "../../../src/conform/lines.ts";
import {
  casesOf,
  lineText,
  type RecordingLine,
} from "../../../src/referee/recording/format.ts";
import type { CaseResult } from "../../../src/referee/answer/result.ts";
import type { RegionState } from "../../../src/referee/answer/result_state.ts";

function region(id: number): RegionState {
  return {
    id,
    start: 0x2000_0000,
    end: 0x2000_1000,
    top: 0x2000_1000,
    pgoff: 0,
    usage: 1,
    flags: 0xd1,
    freed: false,
    icacheFlushed: false,
    file: 0,
  };
}

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
  }, {
    value: 0xffff_ffff_ffff_0000n,
    calls: [],
    messages: [],
    filePages: [],
    pages: 3,
    regions: [region(0x8400_1000), region(0x8400_2000)],
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
  assertEquals(found?.steps[0]?.errno, 22);
  assertEquals(found?.steps[0]?.value, undefined);
  assertEquals(found?.steps[1]?.value, 0xffff_ffff_ffff_0000n);
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

Deno.test("structures of the kernel are numbered within a line", () => {
  const text = lineText({ scenario: "one", plan: "00", cases: [RESULT] });
  assertEquals(text, lineText({ scenario: "one", plan: "00", cases: [moved] }));
  const { value } = parseJsonLine(text, 1);
  const [found] = casesOf(value as unknown as RecordingLine);
  assertEquals(found?.steps[1]?.regions?.map(({ id }) => id), [1, 2]);
});

const moved: CaseResult = {
  ...RESULT,
  steps: RESULT.steps.map((step) =>
    step.regions === undefined
      ? step
      : { ...step, regions: [region(0x8500_5000), region(0x8400_1000)] }
  ),
};
