/**
 * Which scenarios run on which kernels.
 *
 * @module
 */
import {
  type AnyEdition,
  DEFAULT_EDITION,
  findEdition,
  findKernel,
} from "../../policy/editions.ts";
import type { Scenario } from "../types/scenario.ts";

/** One scenario on one kernel. */
export interface Test {
  /** The scenario. */
  readonly scenario: Scenario;
  /** The kernel's policy; with an MMU only its id counts, a revision. */
  readonly edition: AnyEdition;
}

/** What of the loaded scenarios is wanted. */
export interface Selection {
  /** Names of kernels; left out: all that a scenario names. */
  readonly kernels?: readonly string[];
  /** Whether a scenario is wanted; left out: all are. */
  readonly filter?: (scenario: Scenario) => boolean;
}

/** The tests of a selection, in the order of the files. */
export function selectTests(
  scenarios: readonly Scenario[],
  selection: Selection = {},
): Test[] {
  const { filter } = selection;
  const asked = selection.kernels?.flatMap((kernel) =>
    findKernel(kernel) ?? []
  );
  const named = new Map(asked?.map(({ name, edition }) => [edition.id, name]));
  const tests: Test[] = [];
  for (const scenario of scenarios) {
    if (filter !== undefined && !filter(scenario)) continue;
    for (const kernel of scenario.kernels) {
      const name = named.get(kernel);
      if (asked !== undefined && name === undefined) continue;
      const edition = scenario.cramfsMmu === undefined
        ? findEdition(kernel)
        : { ...DEFAULT_EDITION, id: kernel };
      if (edition === undefined) continue;
      tests.push({ scenario: withRelease(scenario, kernel, name), edition });
    }
  }
  return tests;
}

/** The scenario, if another release than its own is asked for, with that. */
function withRelease(
  scenario: Scenario,
  kernel: string,
  name: string | undefined,
): Scenario {
  if (name === undefined || name === kernel) return scenario;
  return { ...scenario, releases: new Map([[kernel, name]]) };
}

/**
 * A filter from text: a part of the id, name or file, or `/a regular
 * expression/`.
 *
 * @throws {SyntaxError} if the regular expression is malformed.
 */
export function textFilter(text: string): (scenario: Scenario) => boolean {
  const expression = /^\/(.+)\/$/.exec(text)?.[1];
  const pattern = expression === undefined ? undefined : new RegExp(expression);
  const matches = (value: string): boolean =>
    pattern === undefined ? value.includes(text) : pattern.test(value);
  return (scenario) =>
    matches(scenario.id) || matches(scenario.name) ||
    matches(scenario.text.file);
}
