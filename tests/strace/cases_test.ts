/** Does the explanation of a case name the cause and a way out? */
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { findWays, isSuccess } from "../../src/explain/ways.ts";
import { changesText } from "../../src/explain/ways_text.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { outcomeWord } from "../../src/question/question.ts";
import { type Cause, diagnose } from "../../src/strace/diagnose.ts";
import { remedies } from "../../src/strace/remedies.ts";
import { readStrace } from "../../src/strace/log.ts";

import { CASES } from "./cases.ts";

for (const one of CASES) {
  Deno.test(`explain names the cause and a way out: ${one.name}`, () => {
    const edition = findEdition(one.kernel ?? "linux-6.12")!;
    const [call] = readStrace(one.log).mappings;
    const { causes } = diagnose(call!, edition);
    const cause = one.rank === undefined
      ? causes.find(({ reason }) => reason === one.reason)
      : causes[one.rank];
    assertEquals(cause?.reason, one.reason, reasons(causes));
    const [supposition] = cause!.suppositions;
    const { outcome, question } = supposition!;
    if (one.supposed !== undefined) {
      assert(
        cause!.suppositions.some(({ what }) => what.includes(one.supposed!)),
        cause!.suppositions.map(({ what }) => what).join("\n"),
      );
    }
    if (one.hazard !== undefined) {
      assertEquals(outcome.hazards.map(({ id }) => id), [one.hazard]);
    }
    if (one.wayOut === undefined) return;
    assert(!isSuccess(outcomeWord(outcome)));
    const [word, text] = one.wayOut;
    const [first] = findWays(question, edition, remedies(supposition!));
    assertEquals(first?.outcome, word);
    assertStringIncludes(changesText(first!.changes), text);
  });
}

function reasons(causes: readonly Cause[]): string {
  return `causes: ${causes.map(({ reason }) => reason).join(", ")}`;
}

Deno.test("the six origins of ENODEV are causes of their own", () => {
  const log =
    "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/unknown>, 0) = -1 ENODEV";
  const [call] = readStrace(log).mappings;
  const { causes, probe } = diagnose(call!, findEdition("linux-6.12")!);
  assertEquals(
    causes.map(({ reason, after }) => [...after, reason].join(" > ")),
    [
      "no-mmap-operation",
      "no-get-unmapped-area > shared-needs-direct",
      "shared-needs-direct",
      "get-unmapped-area-enosys-shared",
      "shared-mmap-enosys",
      "shared-mmap-refuses",
      "get-unmapped-area-refuses",
    ],
  );
  assert(new Set(probe?.seen).size > 1);
});
