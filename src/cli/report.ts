/**
 * The command that writes the report as a page.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { type ObservedResult, runObserved } from "../report/html/observe.ts";
import { reportPage } from "../report/html/page.ts";
import { type ScenarioRuns, worstOf } from "../report/html/scenario.ts";
import { counted } from "../report/html/units.ts";
import type { Test } from "../scenario/run/select.ts";
import type { Scenario } from "../scenario/types/scenario.ts";
import { readArguments } from "./arguments.ts";
import { interruption, pause, signalsArrive } from "./interrupt.ts";
import { print } from "./output.ts";
import { checkTarget, writeWhole } from "./whole_file.ts";
import { chosenTests, SCENARIO_OPTIONS } from "./scenario_options.ts";

/** `nommap report --html FILE`. */
export async function reportCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: SCENARIO_OPTIONS.flags,
    values: [...SCENARIO_OPTIONS.values, "html"],
    lists: SCENARIO_OPTIONS.lists,
  });
  const file = options.value("html");
  if (file === undefined) {
    throw new InputError("Option '--html' with the file to write is missing");
  }
  checkTarget(file);
  const tests = await chosenTests(options);
  interruption();
  const runs = await observe(tests);
  const done = () => `${tests.length} tests ran, ${file} is not written`;
  const date = new Date().toISOString().slice(0, 16).replace("T", " ");
  const page = await reportPage(runs, {
    subtitle: `${date} UTC`,
    pause: () => pause(done),
  });
  await signalsArrive(done);
  writeWhole(file, page);
  const failed = runs.filter(({ runs }) => {
    const status = worstOf(runs);
    return status === "failed" || status === "unexpected-pass";
  });
  print(
    `${file}: ${counted(runs.length, "scenario")}, ${failed.length} failed\n`,
  );
  return failed.length > 0 ? 1 : 0;
}

async function observe(tests: readonly Test[]): Promise<ScenarioRuns[]> {
  const all = new Map<Scenario, ObservedResult[]>();
  let ran = 0;
  for (const { scenario, edition } of tests) {
    const run = runObserved(scenario, edition);
    const runs = all.get(scenario);
    if (runs === undefined) all.set(scenario, [run]);
    else runs.push(run);
    ran++;
    await pause(() => `${ran} of ${tests.length} tests ran`);
  }
  return Array.from(all, ([scenario, runs]) => ({ scenario, runs }));
}
