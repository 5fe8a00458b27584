/**
 * The mutation check: each rule is broken in turn, and some scenario must
 * notice.
 *
 * @module
 */
import type { Edition } from "../policy/edition.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { RuleState } from "../question/rule_path.ts";
import { runScenario } from "../scenario/run/run.ts";
import type { Test } from "../scenario/run/select.ts";
import { breakOutcome } from "./broken_call.ts";
import { breakEdition, isDecisionRule } from "./broken_edition.ts";
import { traceTest } from "./coverage.ts";
import { DECISION_ARCH, forEachDecision } from "./exhaustive.ts";
import { type Mutant, mutantsOf } from "./mutant.ts";
import { TRAIL, type Verdict } from "../policy/verdict.ts";
import { findWitnesses, type Witnesses } from "./witnesses.ts";

/** What became of a mutant. */
export type MutantFate =
  /** A scenario failed. */
  | "killed"
  /** None did, although one could. */
  | "survived"
  /** No request tells it from the kernel. */
  | "equivalent"
  /** No scenario can make the rule apply. */
  | "unreachable";

/** A mutant and what became of it. */
export interface MutantResult extends Mutant {
  /** What became of it. */
  readonly fate: MutantFate;
  /** Id of the scenario that killed it. */
  readonly killer?: string;
}

/** A test whose steps are known to be as expected. */
interface Sound {
  readonly test: Test;
  /** What became of each rule in each step, by id and number. */
  readonly states: readonly ReadonlyMap<string, RuleState>[];
}

/**
 * Breaks every rule of an edition in turn and looks for a test that fails. All
 * tests must be of this edition; those that do not pass are left out.
 */
export function checkMutants(
  edition: AnyEdition,
  tests: readonly Test[],
): MutantResult[] {
  return [...eachMutant(edition, tests)];
}

/** The same, one mutant after the other. */
export function* eachMutant(
  edition: AnyEdition,
  tests: readonly Test[],
): Generator<MutantResult, void> {
  const sound = tests.flatMap(soundTest);
  let witnesses: Witnesses | undefined;
  for (const mutant of mutantsOf(edition)) {
    const killer = findKiller(edition, mutant, sound);
    if (killer !== undefined) yield { ...mutant, fate: "killed", killer };
    else if (isEquivalent(edition, mutant)) {
      yield { ...mutant, fate: "equivalent" };
    } else {
      witnesses ??= findWitnesses(edition);
      const reachable = mutant.breakage === "inverted" ||
        witnesses.find(mutant.rule.id, "taken") !== undefined;
      yield { ...mutant, fate: reachable ? "survived" : "unreachable" };
    }
  }
}

function soundTest(test: Test): Sound[] {
  const { result, steps } = traceTest(test);
  if (result.status !== "passed") return [];
  const states: Map<string, RuleState>[] = [];
  for (const { number, path } of steps) {
    states[number] = new Map(path.map(({ rule, state }) => [rule.id, state]));
  }
  return [{ test, states }];
}

function findKiller(
  edition: AnyEdition,
  mutant: Mutant,
  tests: readonly Sound[],
): string | undefined {
  const kills = killing(edition, mutant);
  const { id } = mutant.rule;
  const meets = (test: Sound, wanted: (state: RuleState) => boolean) =>
    test.states.some((states) => wanted(states.get(id) ?? "not reached"));
  const takers = tests.filter((test) =>
    meets(test, (state) => state === "decided" || state === "applied")
  );
  const passers = mutant.breakage === "inverted"
    ? tests.filter((test) => meets(test, (state) => state === "passed"))
    : [];
  return [...takers, ...passers].find(kills)?.test.scenario.id;
}

function killing(
  edition: AnyEdition,
  mutant: Mutant,
): (test: Sound) => boolean {
  if (edition.world === "regions" && isDecisionRule(mutant.rule)) {
    const broken = breakEdition(edition, mutant);
    return ({ test }) => fails(() => runScenario(test.scenario, broken).status);
  }
  return ({ test, states }) =>
    fails(() =>
      runScenario(test.scenario, edition, {
        before() {},
        after() {},
        alter: (number, outcome) =>
          breakOutcome(outcome, states[number]?.get(mutant.rule.id), mutant),
      }).status
    );
}

/** Whether a run fails; one that does not end has failed too. */
function fails(run: () => string): boolean {
  try {
    return run() !== "passed";
  } catch {
    return true;
  }
}

/**
 * Whether every file mapping gets the same answer. What is refused because of
 * the request alone, such as MAP_FIXED, is not among them.
 */
function isEquivalent(edition: AnyEdition, mutant: Mutant): boolean {
  const { rule } = mutant;
  const ofRequest = rule.scope === "any" && rule.effect === "refuse";
  if (edition.world !== "regions" || !isDecisionRule(rule) || ofRequest) {
    return false;
  }
  const key = `${rule.id} ${mutant.breakage}`;
  const known = equivalents.get(edition) ?? new Map<string, boolean>();
  equivalents.set(edition, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  const same = isSameEverywhere(edition, mutant);
  known.set(key, same);
  return same;
}

/** What was found out about mutants: it holds whatever the tests are. */
const equivalents = new WeakMap<Edition, Map<string, boolean>>();

function isSameEverywhere(edition: Edition, mutant: Mutant): boolean {
  const broken = breakEdition(edition, mutant);
  let differs = false;
  forEachDecision(edition, (verdict, { request, file, caller }) => {
    const other = broken.validate(request, file, caller, DECISION_ARCH);
    return differs = visible(verdict) !== visible(other);
  });
  return !differs;
}

/** A verdict without the trace of a rule that has no effect. */
function visible(verdict: Verdict): Verdict {
  return verdict < 0
    ? -(-verdict & ~(TRAIL["read-implies-exec"] << 8))
    : verdict & ~TRAIL["read-implies-exec"];
}
