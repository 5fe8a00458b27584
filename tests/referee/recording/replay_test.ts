import { assertEquals, assertGreater } from "@std/assert";
import { readJsonLines } from "../../../src/conform/lines.ts";
import type {
  RecordingHeader,
  RecordingLine,
} from "../../../src/referee/recording/format.ts";
import { openRecording } from "../../../src/referee/recording/replay.ts";
import type { StepResult } from "../../../src/referee/answer/result.ts";

const NAME = "random-6.12.jsonl.gz";
const FOLDER = new URL("../../../kernel/recordings/", import.meta.url);
const SCENARIOS = new URL("../../data/scenario/", import.meta.url);
const LINES = 200;

type Change = (step: StepResult) => StepResult | undefined;

/** Answers that the kernel did not give; undefined: there is nothing to change. */
const CHANGES: Readonly<Record<string, Change>> = {
  errno: (step) =>
    step.errno && { ...step, errno: step.errno + 1 } || undefined,
  "what was mapped after all": ({ errno, ...step }) =>
    errno === undefined ? undefined : { ...step, value: 0x8400_0000 },
  "flags of the VMA": (step) =>
    step.vma &&
      { ...step, vma: { ...step.vma, flags: step.vma.flags ^ 0x20 } } ||
    undefined,
  "usage of a region": (step) => {
    const [first, ...rest] = step.regions ?? [];
    return first && {
      ...step,
      regions: [{ ...first, usage: first.usage + 1 }, ...rest],
    };
  },
  "a region that is gone": (step) =>
    step.regions?.length
      ? { ...step, regions: step.regions.slice(1) }
      : undefined,
  "pages": (step) => ({ ...step, pages: step.pages + 1 }),
  "number of VMAs": (step) =>
    step.mapCount === undefined
      ? undefined
      : { ...step, mapCount: step.mapCount + 1 },
  "a call of the driver": (step) =>
    step.calls.length > 0 ? { ...step, calls: step.calls.slice(1) } : undefined,
  "a message": (step) => ({
    ...step,
    messages: ["kernel BUG at mm/nommu.c:1!"],
  }),
  "contents": (step) => {
    const { bytes } = step as { readonly bytes?: unknown };
    return typeof bytes === "string" && bytes.length > 1
      ? { ...step, bytes: `ee${bytes.slice(2)}` } as unknown as StepResult
      : undefined;
  },
};

/** The line with the first step changed that can be. */
function changed(
  line: RecordingLine,
  change: Change,
): RecordingLine | undefined {
  for (const [number, one] of line.cases.entries()) {
    for (const [index, step] of one.steps.entries()) {
      const other = step.gap === undefined ? change(step) : undefined;
      if (other === undefined) continue;
      const steps = one.steps.with(index, other);
      return { ...line, cases: line.cases.with(number, { ...one, steps }) };
    }
  }
  return undefined;
}

Deno.test("a recording with another answer does not agree", async (t) => {
  const file = await Deno.open(new URL(NAME, FOLDER));
  const lines: RecordingLine[] = [];
  let header: RecordingHeader | undefined;
  for await (const { value } of readJsonLines(file.readable, NAME)) {
    if (header === undefined) header = value as unknown as RecordingHeader;
    else lines.push(value as unknown as RecordingLine);
    if (lines.length === LINES) break;
  }
  const replay = await openRecording(header!, SCENARIOS);
  const judgementOf = (line: RecordingLine) => {
    const result = replay.line(line);
    return "stale" in result ? undefined : result.judgement;
  };
  const good = lines.filter((line) => {
    const judgement = judgementOf(line);
    return judgement?.status === "agrees" &&
      judgement.unobservable.length === 0;
  });
  for (const [what, change] of Object.entries(CHANGES)) {
    await t.step(what, () => {
      const others = good.flatMap((line) => changed(line, change) ?? []);
      assertGreater(others.length, 5);
      const unnoticed = others.filter((line) =>
        judgementOf(line)?.status !== "differs"
      );
      assertEquals(unnoticed.map(({ scenario }) => scenario), []);
    });
  }
});
