import { assert, assertEquals } from "@std/assert";
import { LINUX_6_12 } from "../../../src/policy/editions/linux_6_12.ts";
import { disagreementText } from "../../../src/referee/fuzz/disagreement_text.ts";
import type { Draft } from "../../../src/referee/fuzz/draft.ts";
import { mmuNumber } from "../../../src/referee/fuzz/draw/number.ts";
import { fuzz } from "../../../src/referee/fuzz/fuzz.ts";
import { minimise } from "../../../src/referee/fuzz/minimise.ts";
import { ENGINE_NAMES } from "../../../src/scenario/known_names.ts";
import { parseScenarios } from "../../../src/scenario/parse.ts";
import { FakeJudge } from "./fake_judge.ts";

const unmaps = ({ steps }: Draft) => steps.some((step) => "unmap" in step);

async function firstDisagreement(judge: FakeJudge) {
  const { disagreements } = await fuzz({
    cases: 20,
    batch: 20,
    draw: (number) => mmuNumber(number, LINUX_6_12, 1),
  }, judge);
  return disagreements[0]!;
}

Deno.test("minimise() leaves the step that matters, under the same id", async () => {
  const judge = new FakeJudge(unmaps);
  const first = await firstDisagreement(judge);
  assert(first.draft.steps.length > 1);
  const { draft } = await minimise(first, judge);
  assertEquals(draft.id, first.draft.id);
  assertEquals(draft.steps.map((step) => Object.keys(step)), [["unmap"]]);
  assertEquals([draft.images, draft.files], [{}, {}]);
});

Deno.test("minimise() answers with what it was given where nothing less differs", async () => {
  const judge = new FakeJudge(unmaps);
  const first = await firstDisagreement(judge);
  const small = await minimise(first, judge);
  assertEquals(await minimise(small, judge), small);
});

Deno.test("disagreementText() is a scenario that expects what the kernel does", async () => {
  const judge = new FakeJudge(unmaps);
  const small = await minimise(await firstDisagreement(judge), judge);
  const text = await disagreementText(small, judge);
  const { scenarios, errors } = parseScenarios(text, "text", ENGINE_NAMES);
  assertEquals(errors, []);
  const [{ expectation } = { expectation: undefined }] =
    scenarios[0]!.cramfsMmu!.steps[0]!.expect;
  assertEquals(expectation?.errno, 12);
  assert(text.includes("#   engine: ok\n#   kernel: ENOMEM\n"));
  assert(text.includes("source: seen on Linux 6.12.1 with an MMU\n"));
});
