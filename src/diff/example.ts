/**
 * The plainest case of a difference as a scenario that passes on both kernels.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import { makeFile } from "../question/make.ts";
import type { Scenario } from "../scenario/types.ts";
import { scenarioText } from "../writing/scenario.ts";
import type { ExpectText } from "../writing/step.ts";
import type { EffectCount } from "./comparison.ts";
import { effectOf } from "./effect.ts";
import { expectationOf, flowExpectation } from "./expectation.ts";
import { play } from "./play.ts";
import { withoutSizes, withoutStep, withoutUnused } from "./shorten.ts";
import { imageFileText } from "./sequences/drivers.ts";
import { changedKeys, type Snapshot, snapshot } from "./snapshot.ts";

/** What an example says of itself. */
export interface ExampleNames {
  /** Its id. */
  readonly id: string;
  /** A sentence. */
  readonly name: string;
  /** Where the fact comes from. */
  readonly source: string;
}

/** The text of a scenario that shows a difference between two editions. */
export function exampleText(
  effect: EffectCount,
  before: AnyEdition,
  after: AnyEdition,
  names: ExampleNames,
): string {
  const whole = effect.example.scenario();
  const steps = whole.steps.slice(0, effect.step + 1);
  const scenario = shortened({ ...whole, steps }, effect, before, after);
  const kernels = [before.id, after.id];
  const sides = [before, after].map((edition) =>
    expectations(scenario, edition, effect.keys)
  );
  const expect = scenario.steps.map((_, step) => {
    const texts = sides.map((side) => side[step]);
    const [one, other] = texts.map((text) =>
      text === undefined ? undefined : flowExpectation(text)
    );
    if (one === other) return texts[0];
    return kernels.map((kernel, i) =>
      [kernel, kernelExpectation(kernel, texts[i] ?? "ok")] as const
    );
  });
  return writtenText({ ...scenario, ...names, kernels }, expect);
}

/** Files of images stand in the text as they were declared. */
function writtenText(
  scenario: Scenario,
  expect: readonly (ExpectText | undefined)[],
): string {
  const files = scenario.files.map((file) =>
    imageFileText(file) === undefined ? file : makeFile(file.name)
  );
  let text = scenarioText({ ...scenario, files }, { expect });
  for (const file of scenario.files) {
    const declared = imageFileText(file);
    if (declared === undefined) continue;
    const lines = declared.slice(2, -2).replaceAll(
      /, (?=(?:path|mode|image|mtd|at):)(?![^{]*\})/g,
      "\n    ",
    );
    text = text.replace(
      `  ${file.name}: { type: chr }\n`,
      `  ${file.name}:\n    ${lines}\n`,
    );
  }
  return text.replaceAll(": \n", ":\n");
}

/** The expectation of one kernel, in a line if it fits. */
function kernelExpectation(kernel: string, expectation: ExpectText): string {
  const flow = flowExpectation(expectation);
  const margin = " ".repeat(8);
  if (
    expectation === "ok" || margin.length + kernel.length + flow.length < 80
  ) {
    return flow;
  }
  return expectation.map(([key, value]) => `\n${margin}${key}: ${value}`).join(
    "",
  );
}

/**
 * What to expect of each step: of the last one what tells the difference, of
 * the others only what is not plain success.
 */
function expectations(
  scenario: Scenario,
  edition: AnyEdition,
  keys: readonly (keyof Snapshot)[],
): readonly (ExpectText | undefined)[] {
  const found: (ExpectText | undefined)[] = [];
  const last = scenario.steps.length - 1;
  play(scenario, edition, (call, step) => {
    const { errno, hazards } = call.outcome;
    const plain = errno === 0 && hazards.length === 0;
    found.push(
      step === last
        ? expectationOf(call, keys)
        : plain
        ? undefined
        : expectationOf(call, []),
    );
  });
  return found;
}

/** Without the steps that the difference does not need. */
function shortened(
  scenario: Scenario,
  effect: EffectCount,
  before: AnyEdition,
  after: AnyEdition,
): Scenario {
  let short = scenario;
  for (let step = scenario.steps.length - 2; step >= 0; step--) {
    const shorter = withoutStep(short, step);
    if (shorter !== undefined && shows(shorter, effect, before, after)) {
      short = shorter;
    }
  }
  for (const simpler of [withoutUnused, withoutSizes]) {
    const tried = simpler(short);
    if (shows(tried, effect, before, after)) short = tried;
  }
  return short;
}

function shows(
  scenario: Scenario,
  { from, to, keys }: EffectCount,
  before: AnyEdition,
  after: AnyEdition,
): boolean {
  const [old, now] = [before, after].map((edition) => {
    const seen: Snapshot[] = [];
    play(scenario, edition, ({ world, process, outcome, before }) => {
      seen.push(snapshot(world, process, outcome, before, true));
    });
    return seen[scenario.steps.length - 1];
  });
  if (old === undefined || now === undefined) return false;
  const changed = changedKeys(old, now, before.world === after.world);
  if (!keys.every((key) => changed.includes(key))) return false;
  const effect = effectOf(old, now, keys);
  return effect.from === from && effect.to === to;
}
