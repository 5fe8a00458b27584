/**
 * For each rule of a kernel the simplest scenario that meets it, found by
 * trying.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { Question } from "../question/question.ts";
import { rulePath, type Trace } from "../question/rule_path.ts";
import type { Scenario } from "../scenario/types.ts";
import { callSpace } from "./call_space.ts";
import { type RuleWay, watchTest } from "./coverage.ts";
import { mmapSpace } from "./mmap_space.ts";

/** Scenarios that meet rules, by the rule and the way. */
export interface Witnesses {
  /** How many scenarios were tried. */
  readonly tried: number;
  /** The simplest scenario, if one was found. */
  find(rule: string, way: RuleWay): Scenario | undefined;
}

/** A way through a rule, as {@linkcode witnessSteps} takes it. */
export function wayOf(rule: string, way: RuleWay): string {
  return `${rule} ${way}`;
}

/**
 * Tries scenarios step by step, the simplest first, and keeps the first that
 * meets a rule in a way. Ends as soon as there is one for each way that is
 * wanted; a third of a second is enough for all scenarios.
 *
 * @param wanted What {@linkcode wayOf} makes of rules and ways.
 */
export function* witnessSteps(
  edition: AnyEdition,
  wanted: ReadonlySet<string>,
): Generator<void, Witnesses> {
  const found = new Map<string, Scenario>();
  const missing = new Set(wanted);
  const seen = new Set<string>();
  let tried = 0;
  for (const { scenario, step } of space(edition)) {
    if (missing.size === 0) break;
    yield;
    const trace = traceOf(scenario, step, edition);
    if (trace === undefined) continue;
    tried++;
    const key = pathKey(trace);
    if (seen.has(key)) continue;
    seen.add(key);
    for (const { rule, state } of rulePath(trace, edition)) {
      if (state === "not reached") continue;
      const met = wayOf(rule.id, state === "passed" ? "passed" : "taken");
      if (missing.delete(met)) found.set(met, scenario);
    }
  }
  return { tried, find: (rule, way) => found.get(wayOf(rule, way)) };
}

function* space(edition: AnyEdition): Generator<Question> {
  yield* callSpace(edition);
  yield* mmapSpace(edition);
}

/** The step, unless the kernel does not run on such a machine or stops. */
function traceOf(
  scenario: Scenario,
  step: number,
  edition: AnyEdition,
): Trace | undefined {
  try {
    return watchTest({ scenario, edition }).traces.get(step);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/** The same for traces whose way through the rules is the same. */
function pathKey({ operation, outcome, policy, scenario }: Trace): string {
  const { reason, restricted, calls, backing } = outcome;
  const request = operation.kind === "mmap"
    ? `${operation.flags.value} ${operation.file}`
    : scenario.steps[0]!.operation.kind === "mmap"
    ? scenario.files.length
    : "";
  return [
    operation.kind,
    request,
    reason,
    backing,
    policy?.verdict,
    policy?.vmFlags,
    ...restricted,
    ...calls.map(({ operation }) => operation),
  ].join(" ");
}
