import { assert, assertEquals } from "@std/assert";
import { explain } from "../../src/explain/explanation.ts";
import { pathLines } from "../../src/explain/path_text.ts";
import { LINUX_6_12 } from "../../src/policy/editions/linux_6_12.ts";
import {
  makeFile,
  makeMmap,
  makeScenario,
  makeStep,
} from "../../src/question/make.ts";
import type { Question } from "../../src/question/question.ts";
import { styleFor } from "../../src/report/style.ts";
import { shippedQuestions } from "./scenarios.ts";

function sharedFrameBuffer(): Question {
  const scenario = makeScenario(LINUX_6_12, {
    files: [makeFile("fb0", { readWith: "read" })],
    steps: [
      makeStep(makeMmap({ file: 0, length: 614400, prot: 3, flags: 1 })),
    ],
  });
  return { scenario, step: 0 };
}

Deno.test("explain() gives the rules in order, up to the one that decides", () => {
  const { path, outcome, call } = explain(sharedFrameBuffer(), LINUX_6_12)!;
  assertEquals(
    call,
    "mmap(NULL, 614400, PROT_READ|PROT_WRITE, MAP_SHARED, fb0, 0) = -1 ENODEV",
  );
  assertEquals(outcome.reason, "shared-needs-direct");
  const ids = (wanted: string) =>
    path.filter(({ state }) => state === wanted).map(({ rule }) => rule.id);
  assertEquals(ids("applied"), ["default-direct", "no-get-unmapped-area"]);
  assertEquals(ids("decided"), ["shared-needs-direct"]);
  assertEquals(ids("passed").slice(0, 5), [
    "offset-not-page-aligned",
    "bad-file-descriptor",
    "security-module-refuses",
    "map-fixed",
    "map-type",
  ]);
  assertEquals(ids("not reached").includes("shared-direct"), true);
  assertEquals(ids("not reached").includes("private-direct"), false);
});

Deno.test("pathLines() fits 80 columns and says why", () => {
  const lines = pathLines(explain(sharedFrameBuffer(), LINUX_6_12)!, {
    style: styleFor(false),
    width: 80,
    verbose: false,
  });
  assertEquals(lines.filter((line) => line.length > 80), []);
  const from = lines.indexOf("  restricted   no-get-unmapped-area");
  assertEquals(lines.slice(from, from + 3), [
    "  restricted   no-get-unmapped-area",
    "               The driver cannot say where its memory is (no get_unmapped_area",
    "               operation), so it cannot be mapped directly.",
  ]);
  assert(lines.includes("  DECIDED      shared-needs-direct: ENODEV"));
});

Deno.test("explain() agrees with the engine about every shipped step", async () => {
  const wrong: string[] = [];
  for (const { question, edition, name } of await shippedQuestions()) {
    const explanation = explain(question, edition);
    if (explanation === null) continue;
    const { outcome, path } = explanation;
    const decided = path.filter(({ state }) => state === "decided")
      .map(({ rule }) => rule.id);
    const expected = ["", "done"].includes(outcome.reason)
      ? []
      : [outcome.reason];
    const met = new Set(
      path.filter(({ state }) => state !== "not reached")
        .map(({ rule }) => rule.id),
    );
    if (
      String(decided) !== String(expected) ||
      !outcome.restricted.every((rule) => met.has(rule))
    ) wrong.push(`${name}: ${outcome.reason}, not ${decided}`);
  }
  assertEquals(wrong, []);
});
