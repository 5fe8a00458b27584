/** The scenarios that the project has, read once in a worker. */
import { ENGINE_NAMES } from "../src/scenario/known_names.ts";
import { loadScenarios } from "../src/scenario/load.ts";
import type { Scenario } from "../src/scenario/types.ts";

let read: Promise<readonly Scenario[]> | undefined;

/** All shipped scenarios. */
export function shippedScenarios(): Promise<readonly Scenario[]> {
  return read ??= load();
}

async function load(): Promise<readonly Scenario[]> {
  const { scenarios, errors } = await loadScenarios(
    [new URL("../scenarios/", import.meta.url)],
    ENGINE_NAMES,
  );
  if (errors.length > 0) throw new AggregateError(errors);
  return scenarios;
}
