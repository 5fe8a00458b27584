import { assert, assertEquals, assertThrows } from "@std/assert";
import { answer } from "../../src/explorer/answer.ts";
import { FieldError, questionOf } from "../../src/explorer/question.ts";
import { INITIAL, type State, withValues } from "../../src/explorer/state.ts";
import { detailsMarkup, headlineMarkup } from "../../src/explorer/view.ts";
import { findEdition } from "../../src/policy/editions.ts";
import { outcomeWord } from "../../src/question/question.ts";
import { ENGINE_NAMES } from "../../src/scenario/known_names.ts";
import { parseScenarios } from "../../src/scenario/parse.ts";
import { runScenario } from "../../src/scenario/run/run.ts";
import { presetStates, randomStates } from "./states.ts";

function answerOf(values: Readonly<Record<string, string>>) {
  return answer(questionOf(withValues(INITIAL, values)));
}

function passes(text: string, state: State): void {
  const { scenarios, errors } = parseScenarios(text, "copied", ENGINE_NAMES);
  assertEquals(errors.map(({ message }) => message), [], text);
  assertEquals(scenarios.length, 1);
  const [scenario] = scenarios;
  assertEquals(scenario!.kernels, [state.get("kernel")!]);
  const { status, steps } = runScenario(
    scenario!,
    findEdition(scenario!.kernels[0]!)!,
  );
  assertEquals(status, "passed", `${text}${JSON.stringify(steps[0])}`);
}

Deno.test("The copied scenario of every preset passes", () => {
  for (const state of presetStates()) {
    passes(answer(questionOf(state)).scenario, state);
  }
});

Deno.test("The copied scenario of any state passes", () => {
  const words = new Set<string>();
  let wrong = 0;
  for (const state of randomStates(200, 7)) {
    let asked: ReturnType<typeof questionOf>;
    try {
      asked = questionOf(state);
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      wrong++;
      continue;
    }
    const { scenario, outcome } = answer(asked);
    words.add(outcomeWord(outcome));
    passes(scenario, state);
  }
  // The sample is of use only if it meets many outcomes and few errors.
  assert(words.size >= 8, [...words].join());
  assert(wrong < 100, `${wrong} of 200 cannot be asked`);
});

Deno.test("The table has every protection and type, and marks what is asked", () => {
  const { table, outcome } = answerOf({ READ: "on", flags: "PRIVATE" });
  assertEquals(table.length, 8);
  const cells = table.flat();
  assertEquals(cells.length, 16);
  const asked = cells.filter(({ isAsked }) => isAsked);
  assertEquals(asked.length, 1);
  assertEquals(asked[0]!.prot, 1);
  assertEquals(asked[0]!.type, "PRIVATE");
  assertEquals(asked[0]!.outcome!.reason, outcome.reason);
});

Deno.test("A request of another type is asked beside the table", () => {
  const { table, outcome } = answerOf({ flags: "SHARED_VALIDATE" });
  assertEquals(outcome.reason, "map-type");
  assertEquals(table.flat().some(({ isAsked }) => isAsked), false);
});

Deno.test("What cannot be asked names its switch", () => {
  const cases: readonly [string, string, string][] = [
    ["length", "lots", "length"],
    ["length", "0x100000000", "length"],
    ["length", "-1", "length"],
    ["offset", "", "offset"],
    ["ram", "5000", "ram"],
    ["ram", "1GiB", "ram"],
    ["trim", "1MiB1", "trim"],
    ["size", "0xffffffffffffffff", "size"],
  ];
  for (const [id, value, field] of cases) {
    const error = assertThrows(() => answerOf({ [id]: value }), FieldError);
    assertEquals(error.field, field, value);
    assert(error.message.length > 0);
  }
  const error = assertThrows(
    () => answerOf({ word: "64", kernel: "linux-2.6.11-bdi" }),
    FieldError,
  );
  assertEquals(error.field, "word");
});

Deno.test("Every state has a headline and details", () => {
  for (const state of [...presetStates(), ...randomStates(20, 3)]) {
    try {
      const shown = answer(questionOf(state));
      assert(headlineMarkup(shown).source.includes(shown.outcome.reason));
      assert(detailsMarkup(shown).source.includes('class="grid"'));
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
    }
  }
});
