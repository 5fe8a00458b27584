/**
 * What explanation and coverage cost where nobody asks for them: decisions in a
 * program that has never used them, and after it has; and, to compare, decisions
 * that are watched. 1,000 in an iteration, so that microseconds read as
 * nanoseconds.
 */
import { watchTest } from "../src/coverage/coverage.ts";
import { explain } from "../src/explain/explanation.ts";
import { LINUX_6_12 } from "../src/policy/editions/linux_6_12.ts";
import { observe } from "../src/question/observe.ts";
import { ENGINE_NAMES } from "../src/scenario/known_names.ts";
import { parseScenarios } from "../src/scenario/parse.ts";
import { selectTests } from "../src/scenario/run/select.ts";
import { deciderOf } from "./decide_all.ts";
import { questions } from "./requests.ts";
import { scenarioText } from "./scenario_text.ts";

const COUNT = 1000;
const ASKED = questions(COUNT, 32);

/** Explains and watches a scenario some hundred times. */
function useAll(): void {
  const { scenarios } = parseScenarios(scenarioText(0), "0", ENGINE_NAMES);
  for (const test of selectTests(scenarios)) {
    for (let i = 0; i < 300; i++) {
      watchTest(test);
      explain({ scenario: test.scenario, step: 0 }, test.edition);
    }
  }
}

const decide = deciderOf(LINUX_6_12, ASKED);
const group = "explanation and coverage";

Deno.bench({
  name: `${COUNT} decisions`,
  group,
  baseline: true,
  fn(b) {
    b.start();
    decide();
    b.end();
  },
});

let used = false;

Deno.bench({
  name: `${COUNT} decisions, after explaining and watching others`,
  group,
  fn(b) {
    if (!used) useAll();
    used = true;
    b.start();
    decide();
    b.end();
  },
});

const watched = observe(LINUX_6_12);
const decideWatched = deciderOf(watched.edition, ASKED);

Deno.bench({
  name: `${COUNT} decisions that are watched`,
  group,
  fn() {
    decideWatched();
    watched.take();
  },
});
