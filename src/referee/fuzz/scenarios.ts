/**
 * Drafts as scenarios.
 *
 * @module
 */

import { ENGINE_NAMES } from "../../scenario/known_names.ts";
import { parseScenarios } from "../../scenario/parse.ts";
import type { Scenario } from "../../scenario/types.ts";
import { type Draft, draftText } from "./draft.ts";

/**
 * The scenarios that drafts are.
 *
 * @throws {InputError} if one is none.
 */
export function scenariosOf(drafts: readonly Draft[]): readonly Scenario[] {
  const text = drafts.map(plainText).join("---\n");
  const { scenarios, errors } = parseScenarios(text, "fuzz", ENGINE_NAMES);
  const error = errors[0];
  if (error !== undefined) throw error;
  return scenarios;
}

/** The scenario that a draft is. */
export function scenarioOf(draft: Draft): Scenario {
  return scenariosOf([draft])[0]!;
}

/** Whether a draft is a scenario at all. */
export function isScenario(draft: Draft): boolean {
  const text = plainText(draft);
  return parseScenarios(text, "fuzz", ENGINE_NAMES).errors.length === 0;
}

/** The text of a draft that nobody has given a name. */
export function plainText(draft: Draft): string {
  return draftText(draft, { name: "A random draft", source: "fuzz" });
}
