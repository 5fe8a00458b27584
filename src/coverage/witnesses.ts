/**
 * For each rule of a kernel the simplest scenario that meets it, found by
 * trying.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { Question } from "../question/question.ts";
import type { Test } from "../scenario/run/select.ts";
import type { Scenario } from "../scenario/types.ts";
import { callSpace } from "./call_space.ts";
import { type RuleWay, type TracedTest, traceTest } from "./coverage.ts";
import { mmapSpace } from "./mmap_space.ts";

/** Scenarios that meet rules, by the rule and the way. */
export interface Witnesses {
  /** How many scenarios were tried. */
  readonly tried: number;
  /** The simplest scenario, if one was found. */
  find(rule: string, way: RuleWay): Scenario | undefined;
}

/**
 * Tries scenarios, the simplest first, and keeps the first that meets a rule in
 * a way. Takes about half a second.
 */
export function findWitnesses(edition: AnyEdition): Witnesses {
  const found = new Map<string, Scenario>();
  let tried = 0;
  for (const question of space(edition)) {
    if (note(question, edition, found)) tried++;
  }
  return {
    tried,
    find: (rule, way) => found.get(`${rule} ${way}`),
  };
}

function* space(edition: AnyEdition): Generator<Question> {
  yield* mmapSpace(edition);
  yield* callSpace(edition);
}

/** Tries one; `false` if the kernel does not run on such a machine. */
function note(
  { scenario, step }: Question,
  edition: AnyEdition,
  found: Map<string, Scenario>,
): boolean {
  const traced = traceOn({ scenario, edition });
  const last = traced?.steps.find(({ number }) => number === step);
  for (const { rule, state } of last?.path ?? []) {
    if (state === "not reached") continue;
    const key = `${rule.id} ${state === "passed" ? "passed" : "taken"}`;
    if (!found.has(key)) found.set(key, scenario);
  }
  return traced !== undefined;
}

function traceOn(test: Test): TracedTest | undefined {
  try {
    return traceTest(test);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}
