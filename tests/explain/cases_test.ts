/** The cases that users have met and that are shipped as scenarios, explained. */
import { assertEquals, assertStringIncludes } from "@std/assert";
import { explain } from "../../src/explain/explanation.ts";
import { notesOf } from "../../src/explain/notes.ts";
import { findWays } from "../../src/explain/ways.ts";
import { changesText } from "../../src/explain/ways_text.ts";
import { CASES } from "../strace/cases.ts";
import { OTHER_CASES } from "../strace/other_calls.ts";
import { shippedQuestions } from "./scenarios.ts";

/** What an explanation must say of a step of a scenario. */
interface ScenarioCase {
  readonly number: number;
  /** `id:step`. */
  readonly step: string;
  readonly kernel?: string;
  readonly reason: string;
  readonly hazard?: string;
  readonly note?: string;
  /** A part of the words of a way. */
  readonly wayOut?: string;
}

const SCENARIO_CASES: readonly ScenarioCase[] = [
  {
    number: 10,
    step: "case-10-stale-copy:3",
    reason: "existing-region",
    hazard: "stale-copy",
    wayOut: "PROT_WRITE too",
  },
  {
    number: 16,
    step: "case-16-power-of-two:3",
    reason: "anonymous",
  },
  {
    number: 19,
    step: "case-19-past-the-end-of-file:1",
    reason: "default-copy",
  },
  {
    number: 34,
    step: "case-34-busybox-twice:2",
    reason: "existing-region",
    wayOut: "PROT_WRITE too",
  },
  {
    number: 35,
    step: "case-35-program-under-gdbserver:2",
    reason: "default-copy",
    note: "A debugger is attached; without it this is copy by existing-region",
  },
  { number: 37, step: "case-37-letter-in-maps:1", reason: "default-copy" },
  {
    number: 41,
    step: "case-41-mapped-twice:4",
    reason: "munmap-not-mapped",
    note: "Step 2 before it ran into hazard vma-overwritten",
  },
  {
    number: 42,
    step: "case-42-mapped-whole-and-in-part:2",
    reason: "existing-region",
    hazard: "vma-cut-in-tree",
  },
];

const QUESTIONS = await shippedQuestions();

for (const one of SCENARIO_CASES) {
  Deno.test(`explain says what ${one.step} is about`, () => {
    const name = `${one.step} on ${one.kernel ?? "linux-6.12"}`;
    const asked = QUESTIONS.find((shipped) => shipped.name === name);
    if (asked === undefined) throw new Error(`There is no ${name}`);
    const { question, edition } = asked;
    const { outcome } = explain(question, edition)!;
    assertEquals(outcome.reason, one.reason);
    if (one.hazard !== undefined) {
      assertEquals(outcome.hazards.map(({ id }) => id), [one.hazard]);
    }
    if (one.note !== undefined) {
      assertStringIncludes(notesOf(question, edition).join("\n"), one.note);
    }
    if (one.wayOut !== undefined) {
      const ways = findWays(question, edition);
      assertStringIncludes(
        ways.map(({ changes }) => changesText(changes)).join("\n"),
        one.wayOut,
      );
    }
  });
}

Deno.test("every one of the 42 cases is explained", () => {
  const numbers = [...CASES, ...OTHER_CASES, ...SCENARIO_CASES]
    .flatMap(({ number }) => number ?? []);
  assertEquals(
    [...new Set(numbers)].toSorted((a, b) => a - b),
    Array.from({ length: 42 }, (_, place) => place + 1),
  );
});
