/**
 * What explanation and coverage cost where nobody asks for them: decisions in a
 * program that has never used them, and after it has; and, to compare, decisions
 * that are watched. 1,000 in an iteration, so that microseconds read as
 * nanoseconds.
 */
import { watchTest } from "../src/coverage/coverage.ts";
import { explain } from "../src/explain/explanation.ts";
import type { Edition } from "../src/policy/edition.ts";
import { LINUX_6_12 } from "../src/policy/editions/linux_6_12.ts";
import { grantedCapabilities } from "../src/policy/verdict.ts";
import { observe } from "../src/question/observe.ts";
import { ENGINE_NAMES } from "../src/scenario/known_names.ts";
import { parseScenarios } from "../src/scenario/parse.ts";
import { selectTests } from "../src/scenario/run/select.ts";
import { archOf } from "./native/decide_all.ts";
import { questions } from "./requests.ts";
import { scenarioText } from "./scenario_text.ts";

const COUNT = 1000;
const ASKED = questions(COUNT, 32);
const ARCH = archOf(32);

function decideAll({ validate, vmFlags }: Edition): number {
  let sum = 0;
  for (const { request, file, caller } of ASKED) {
    const verdict = validate(request, file, caller, ARCH);
    sum = (sum + verdict) | 0;
    if (verdict < 0) continue;
    sum = (sum + vmFlags({
      hasFile: file !== null,
      prot: request.prot,
      flags: request.flags,
      capabilities: grantedCapabilities(verdict),
      ptraced: caller.ptraced,
    })) | 0;
  }
  return sum;
}

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

const group = "explanation and coverage";

Deno.bench({
  name: `${COUNT} decisions`,
  group,
  baseline: true,
  fn: () => void decideAll(LINUX_6_12),
});

let used = false;

Deno.bench({
  name: `${COUNT} decisions, after explaining and watching others`,
  group,
  fn(b) {
    if (!used) useAll();
    used = true;
    b.start();
    decideAll(LINUX_6_12);
    b.end();
  },
});

const watched = observe(LINUX_6_12);

Deno.bench({
  name: `${COUNT} decisions that are watched`,
  group,
  fn() {
    decideAll(watched.edition as Edition);
    watched.take();
  },
});
