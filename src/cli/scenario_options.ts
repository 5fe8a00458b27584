/**
 * The options that choose scenarios and kernels.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { ENGINE_NAMES } from "../scenario/known_names.ts";
import { loadWithParts } from "../scenario/load_with_parts.ts";
import {
  type Selection,
  selectTests,
  type Test,
  textFilter,
} from "../scenario/run/select.ts";
import type { Scenario } from "../scenario/types.ts";
import type { Arguments, OptionSpec } from "./arguments.ts";
import { kernelNamed } from "./kernel_option.ts";
import { printError, reasonOf } from "./output.ts";
import { loadReadingPart } from "./parts.ts";
import { readShard, testsOfShard } from "./shard.ts";
import { quote } from "../scenario/text/quote.ts";

/** The option that lets scenarios name images outside of their folders. */
export const IMAGES_OUTSIDE = "allow-images-outside";

/** The options, for the list of a command. */
export const SCENARIO_OPTIONS: Required<Omit<OptionSpec, "alias">> = {
  flags: [IMAGES_OUTSIDE],
  values: ["filter", "shard"],
  lists: ["kernel"],
};

/** How scenarios are loaded, by the options. */
export function loadOptions(options: Arguments): typeof ENGINE_NAMES & {
  readonly allowImagesOutside: boolean;
} {
  return { ...ENGINE_NAMES, allowImagesOutside: options.flag(IMAGES_OUTSIDE) };
}

/**
 * Loads the scenarios that the operands name and selects tests. The tests of
 * a shard may be none.
 *
 * @throws {InputError} if a file is wrong, or nothing is selected.
 */
export async function chosenTests(options: Arguments): Promise<Test[]> {
  const selection = selectionOf(options);
  const shard = options.value("shard");
  const part = shard === undefined ? undefined : readShard(shard);
  const paths = options.operands.length === 0
    ? ["scenarios"]
    : options.operands;
  const { scenarios, errors } = await loadWithParts(
    paths,
    loadOptions(options),
    {},
    loadReadingPart,
  );
  if (errors.length > 0) {
    for (const error of errors) printError(error.message);
    const count = errors.length === 1 ? "1 error" : `${errors.length} errors`;
    throw new InputError(`${count} in the scenario files; nothing was run`);
  }
  const tests = selectTests(scenarios, selection);
  if (scenarios.length === 0) {
    throw new InputError(`No scenario in ${paths.join(", ")}`);
  }
  if (tests.length === 0) {
    throw new InputError(
      `None of ${scenarios.length} scenarios is selected by the options`,
    );
  }
  return part === undefined ? tests : testsOfShard(tests, part);
}

function selectionOf(options: Arguments): Selection {
  const kernels = options.list("kernel");
  const filter = options.value("filter");
  return {
    ...(kernels.length === 0 || kernels.includes("all")
      ? {}
      : { kernels: kernels.map((name) => kernelNamed(name).name) }),
    ...(filter === undefined ? {} : { filter: filterOf(filter) }),
  };
}

function filterOf(text: string): (scenario: Scenario) => boolean {
  try {
    return textFilter(text);
  } catch (error) {
    throw new InputError(
      `Wrong filter ${quote(text)}: ${reasonOf(error).split(": ").at(-1)}`,
    );
  }
}
