import { assertEquals, assertRejects } from "@std/assert";
import { LINUX_6_12 } from "../../../src/policy/editions/linux_6_12.ts";
import { mmuNumber } from "../../../src/referee/fuzz/draw/number.ts";
import { fuzz } from "../../../src/referee/fuzz/fuzz.ts";
import { FakeJudge } from "./fake_judge.ts";

const OPTIONS = {
  cases: 7,
  batch: 3,
  draw: (number: number) => mmuNumber(number, LINUX_6_12, 1),
};

Deno.test("fuzz() judges all drafts in batches, the last one shorter", async () => {
  const judge = new FakeJudge(() => false);
  const told: [number, number][] = [];
  const { cases, judged, steps, disagreements } = await fuzz({
    ...OPTIONS,
    progress: (done, all) => told.push([done, all]),
  }, judge);
  assertEquals(judge.asked.map(({ length }) => length), [3, 3, 1]);
  assertEquals(new Set(judge.asked.flat()).size, 7);
  assertEquals(told, [[3, 7], [6, 7], [7, 7]]);
  assertEquals([cases, disagreements.length], [7, 0]);
  assertEquals(judged, steps);
});

Deno.test("fuzz() ends after the first batch with a disagreement", async () => {
  const judge = new FakeJudge(({ id }) => /-[45]$/.test(id));
  const { cases, disagreements } = await fuzz(OPTIONS, judge);
  assertEquals(cases, 6);
  assertEquals(
    disagreements.map(({ draft }) => draft.id),
    ["cramfs-1-4", "cramfs-1-5"],
  );
});

Deno.test("fuzz() can be ended while it draws", async () => {
  const judge = new FakeJudge(() => false);
  const pause = () => Promise.reject(new Error("enough"));
  await assertRejects(
    () => fuzz({ ...OPTIONS, pause }, judge),
    Error,
    "enough",
  );
  assertEquals(judge.asked, []);
});
