import { assertEquals, assertGreater } from "@std/assert";
import { readJsonLines } from "../../../src/conform/lines.ts";
import type {
  MmuPage,
  MmuStepResult,
} from "../../../src/referee/judge_mmu/plan.ts";
import type {
  MmuRecordingLine,
  RecordingHeader,
} from "../../../src/referee/recording/format.ts";
import { openRecording } from "../../../src/referee/recording/replay.ts";

const ROOT = new URL("../../../", import.meta.url);
const NAME = "kernel/recordings/mmu-6.12.jsonl.gz";

type Change = (step: MmuStepResult) => MmuStepResult | undefined;

function withPage(
  step: MmuStepResult,
  fits: (page: MmuPage) => boolean,
  other: Partial<MmuPage>,
): MmuStepResult | undefined {
  const at = step.pages?.findIndex(fits) ?? -1;
  return at < 0 ? undefined : {
    ...step,
    pages: step.pages!.with(at, { ...step.pages![at]!, ...other }),
  };
}

/** Answers that the kernel did not give; undefined: there is nothing to change. */
const CHANGES: Readonly<Record<string, Change>> = {
  errno: (step) => step.errno ? { ...step, errno: step.errno + 1 } : undefined,
  "what failed after all": ({ value, ...step }) =>
    value === undefined ? undefined : { ...step, errno: 12 },
  address: (step) =>
    step.pages && { ...step, value: Number(step.value) + 4096 },
  "a message more": (step) => ({
    ...step,
    messages: [...step.messages, "BUG: Bad page map in process init"],
  }),
  "a message less": (step) =>
    step.messages.length > 0
      ? { ...step, messages: step.messages.slice(1) }
      : undefined,
  "another reason": (step) => {
    const messages = step.messages.map((text) =>
      text.replace("unsuitable block layout", "vma is writable")
    );
    return messages.join() === step.messages.join()
      ? undefined
      : { ...step, messages };
  },
  "offset in the listing": (step) => {
    const [first, ...rest] = step.vmas;
    return first && {
      ...step,
      vmas: [{ ...first, line: first.line.replace("00 ", "10 ") }, ...rest],
    };
  },
  "VmFlags": (step) => {
    const [first, ...rest] = step.vmas;
    return first && {
      ...step,
      vmas: [{ ...first, flags: `${first.flags} lo` }, ...rest],
    };
  },
  "a VMA more": (step) => {
    const last = step.vmas.at(-1);
    return last && { ...step, vmas: [...step.vmas, last] };
  },
  "contents": (step) => withPage(step, ({ crc }) => crc !== null, { crc: 1 }),
  "a page that can be read": (step) =>
    withPage(step, ({ crc }) => crc === null, { crc: 1 }),
  "a page in RAM that is in flash": (step) =>
    withPage(step, ({ from }) => from === "ram", { from: 0x9200_1000 }),
  "a page in flash that is in RAM": (step) =>
    withPage(step, ({ from }) => typeof from === "number", { from: "ram" }),
};

async function readRecording(): Promise<
  { header: RecordingHeader; lines: MmuRecordingLine[] }
> {
  const file = await Deno.open(new URL(NAME, ROOT));
  const values: unknown[] = [];
  for await (const { value } of readJsonLines(file.readable, NAME)) {
    values.push(value);
  }
  const [header, ...lines] = values;
  return {
    header: header as RecordingHeader,
    lines: lines as MmuRecordingLine[],
  };
}

Deno.test("a recording with another answer does not agree", async (t) => {
  const { header, lines } = await readRecording();
  const replay = await openRecording(header, new URL("scenarios", ROOT));
  const statusOf = (line: MmuRecordingLine) => {
    const result = replay.line(line);
    return "stale" in result ? result.stale : result.judgement.status;
  };
  assertEquals(lines.filter((line) => statusOf(line) !== "agrees"), []);
  for (const [what, change] of Object.entries(CHANGES)) {
    await t.step(what, () => {
      const others = lines.flatMap((line): MmuRecordingLine[] => {
        const [one] = line.cases;
        const at = one!.steps.findIndex((step) => change(step) !== undefined);
        if (at < 0) return [];
        const steps = one!.steps.with(at, change(one!.steps[at]!)!);
        return [{ ...line, cases: [{ ...one!, steps }] }];
      });
      assertGreater(others.length, 0);
      const unnoticed = others.filter((line) => statusOf(line) !== "differs");
      assertEquals(unnoticed.map(({ scenario }) => scenario), []);
    });
  }
  await t.step("a mount that fails", () => {
    const [line] = lines;
    const cases = [{ ...line!.cases[0]!, mounts: [22] }];
    assertEquals(statusOf({ ...line!, cases }), "differs");
  });
  await t.step("a kernel that stops", () => {
    const [line] = lines;
    const cases = [{ ...line!.cases[0]!, end: "crashed" as const }];
    assertEquals(statusOf({ ...line!, cases }), "differs");
  });
});
