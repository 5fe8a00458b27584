import { assert, assertEquals } from "@std/assert";
import {
  changesOf,
  findWays,
  isSuccess,
  type Way,
} from "../../src/explain/ways.ts";
import { changesText, waysLines } from "../../src/explain/ways_text.ts";
import type { Edition } from "../../src/policy/edition.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import {
  type FileParts,
  makeFile,
  makeMmap,
  makeScenario,
  makeStep,
} from "../../src/question/make.ts";
import {
  ask,
  askedStep,
  outcomeWord,
  type Question,
} from "../../src/question/question.ts";
import { styleFor } from "../../src/report/style.ts";
import { shippedQuestions } from "./scenarios.ts";

function questionAbout(
  file: FileParts,
  prot: number,
  flags: number,
): Question {
  const scenario = makeScenario(LINUX_6_12, {
    files: [makeFile("device", file)],
    steps: [makeStep(makeMmap({ file: 0, length: 4096, prot, flags }))],
  });
  return { scenario, step: 0 };
}

function waysTo(outcome: string, ways: readonly Way[]): string[] {
  return ways.filter((way) => way.outcome === outcome)
    .map(({ changes }) => changesText(changes));
}

Deno.test("findWays() finds what a driver lacks", () => {
  const question = questionAbout({ readWith: "read" }, 3, 1);
  const ways = findWays(question, LINUX_6_12);
  assertEquals(waysTo("direct", ways), ["the driver gains get_unmapped_area"]);
});

Deno.test("findWays() finds what a program could ask for instead", () => {
  const ways = findWays(questionAbout({ type: "reg" }, 1, 1), LINUX_6_12);
  assertEquals(waysTo("copy", ways), ["MAP_PRIVATE"]);
  assertEquals(waysTo("direct", ways), [
    "the driver gains get_unmapped_area and mmap_capabilities: COPY|DIRECT|READ",
  ]);
});

Deno.test("findWays() takes three changes if nothing less works", () => {
  const question = questionAbout(
    { type: "fifo", mmap: "absent", read: "absent" },
    1,
    0x12,
  );
  const ways = findWays(question, LINUX_6_12);
  const working = ways.filter(({ outcome }) => isSuccess(outcome));
  assert(working.every(({ changes }) => changes.length === 3));
});

Deno.test("waysLines() says when the program alone can do nothing", () => {
  const ways = findWays(questionAbout({ mmap: "absent" }, 1, 1), LINUX_6_12);
  const text = { style: styleFor(false), width: 80, verbose: false };
  assertEquals(waysLines(ways, "ENODEV", text), [
    "What would change it",
    "  direct",
    "    - the driver gains an mmap operation and get_unmapped_area",
    "  There is nothing that the program alone could ask for instead.",
  ]);
});

Deno.test("every way leads where it says, and none of its parts does alone", async () => {
  const questions = (await shippedQuestions("linux-6.12")).filter(
    ({ question }, place) =>
      askedStep(question).operation.kind === "mmap" && place % 7 === 0,
  );
  assert(questions.length > 50);
  for (const { question, edition, name } of questions) {
    const before = outcomeWord(ask(question, edition));
    for (const { outcome, reason, changes } of findWays(question, edition)) {
      const about = `${name}: ${changesText(changes)}`;
      const reached = ask(
        changes.reduce((changed, change) => change.apply(changed), question),
        edition,
      )!;
      assertEquals(
        [outcomeWord(reached), reached.reason],
        [outcome, reason],
        about,
      );
      if (changes.length < 2 || outcome === before) continue;
      for (const change of changes) {
        const alone = outcomeWord(ask(change.apply(question), edition));
        if (changes.every(({ side }) => side === change.side)) {
          assert(alone !== outcome, `${about} needs only ${change.text}`);
        }
      }
    }
  }
});

Deno.test("changesOf() has no change that changes nothing twice", async () => {
  for (
    const { question, edition, name } of await shippedQuestions("linux-6.12")
  ) {
    const texts = changesOf(question, edition).map(({ text }) => text);
    assertEquals(texts.length, new Set(texts).size, name);
  }
});

Deno.test("what is tried is bounded where many steps lie before", () => {
  const file = makeFile("device", { type: "chr" });
  const request = { file: 0, length: 4096, prot: 3, flags: 1 };
  const step = makeStep(makeMmap(request));
  const before = 1000;
  const scenario = makeScenario(LINUX_6_12, {
    files: [file],
    steps: Array.from({ length: before + 1 }, () => step),
  });
  let decisions = 0;
  const edition: Edition = {
    ...LINUX_6_12,
    validate(...asked) {
      decisions++;
      return LINUX_6_12.validate(...asked);
    },
  };
  const ways = findWays({ scenario, step: before }, edition);
  assert(ways.length > 0);
  assert(decisions < 60_000, `${decisions} decisions`);
});
