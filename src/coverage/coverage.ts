/**
 * Which rules scenarios take and get past.
 *
 * @module
 */
import { type AnyEdition, EDITIONS } from "../policy/editions.ts";
import type { Rule } from "../policy/rules.ts";
import { rulesOfEdition } from "../question/edition_rules.ts";
import { observe, type PolicyAnswer } from "../question/observe.ts";
import { rulePath, type RulePlace, type Trace } from "../question/rule_path.ts";
import type { ScenarioResult } from "../scenario/run/result.ts";
import { runScenario } from "../scenario/run/run.ts";
import type { Test } from "../scenario/run/select.ts";
import type { Operation, Scenario } from "../scenario/types.ts";

/** The ways in which a call can meet a rule. */
export type RuleWay =
  /** The rule applies. */
  | "taken"
  /** The call gets past it. */
  | "passed";

/** Which scenarios meet a rule in each way, by id. */
export interface RuleHits {
  /** Scenarios in which the rule applies. */
  readonly taken: ReadonlySet<string>;
  /** Scenarios in which a call gets past it. */
  readonly passed: ReadonlySet<string>;
}

/** The rules of one kernel, and who meets them. */
export interface EditionCoverage {
  /** The kernel. */
  readonly edition: AnyEdition;
  /** Its name: of the edition, or of the one release that the tests name. */
  readonly kernel: string;
  /** Each rule, in the kernel's order. */
  readonly rules: ReadonlyMap<Rule, RuleHits>;
}

/** The one release that is named, or the edition. */
export function releaseOf(
  { id }: AnyEdition,
  named: ReadonlySet<string>,
): string {
  const [first = id] = named;
  return named.size === 1 ? first : id;
}

/**
 * The ways that are wanted of a rule. What grants a request ends it, and a call
 * that does not exist has nothing behind it: there is nothing to get past.
 */
export function waysOf({ effect, id }: Rule): readonly RuleWay[] {
  return effect === "grant" || id === "call-absent"
    ? ["taken"]
    : ["taken", "passed"];
}

/** One step of a test, with its way through the rules. */
export interface TracedStep {
  /** Number of the step or cell, from 0. */
  readonly number: number;
  /** The rules that it could meet. */
  readonly path: readonly RulePlace[];
}

/** A test that was run and watched. */
export interface TracedTest {
  /** What it came to. */
  readonly result: ScenarioResult;
  /** The steps that ran. */
  readonly steps: readonly TracedStep[];
}

/** Runs a test and watches its way through the rules. */
function traceTest(test: Test): TracedTest {
  const { result, traces } = watchTest(test);
  const steps = [...traces].map(([number, trace]) => ({
    number,
    path: rulePath(trace, test.edition),
  }));
  return { result, steps };
}

/** A test that was run, with what is to be known of its steps, by number. */
export interface WatchedTest {
  /** What it came to. */
  readonly result: ScenarioResult;
  /** The steps that ran. */
  readonly traces: ReadonlyMap<number, Trace>;
}

/** Runs a test and keeps what tells its way through the rules. */
export function watchTest({ scenario, edition }: Test): WatchedTest {
  const observed = observe(edition);
  const policies: PolicyAnswer[] = [];
  const result = runScenario(scenario, observed.edition, {
    before: () => void observed.take(),
    after(number) {
      const [policy] = observed.take();
      if (policy !== undefined) policies[number] = policy;
    },
  });
  const traces = new Map<number, Trace>();
  for (const { number, outcome } of result.steps) {
    if (outcome === null) continue;
    const policy = policies[number];
    traces.set(number, {
      scenario,
      operation: operationOf(scenario, number),
      outcome,
      ...(policy === undefined ? {} : { policy }),
    });
  }
  return { result, traces };
}

/** The operation of a step, or of a cell of the table. */
export function operationOf(scenario: Scenario, number: number): Operation {
  return (scenario.table?.cells[number] ?? scenario.steps[number]!).operation;
}

interface MutableHits {
  readonly taken: Set<string>;
  readonly passed: Set<string>;
}

/**
 * Collects coverage over tests, for each kernel that they run on.
 *
 * @example
 * ```ts ignore
 * const coverage = new Coverage();
 * for (const test of tests) reporter.result(coverage.run(test));
 * print(coverageText(coverage.editions(), options));
 * ```
 */
export class Coverage {
  readonly #editions = new Map<string, {
    readonly edition: AnyEdition;
    readonly named: Set<string>;
    readonly rules: Map<Rule, MutableHits>;
    readonly byId: Map<string, MutableHits>;
  }>();

  /** Runs a test, notes what it meets and answers its result. */
  run(test: Test): ScenarioResult {
    const traced = traceTest(test);
    this.add(test, traced.steps);
    return traced.result;
  }

  /** Notes what the steps of a test have met. */
  add({ scenario, edition }: Test, steps: readonly TracedStep[]): void {
    const { byId, named } = this.#of(edition);
    named.add(scenario.releases?.get(edition.id) ?? edition.id);
    for (const { path } of steps) {
      for (const { rule, state } of path) {
        const hits = byId.get(rule.id);
        if (hits === undefined || state === "not reached") continue;
        (state === "passed" ? hits.passed : hits.taken).add(scenario.id);
      }
    }
  }

  /** The kernels whose rules tests met, oldest first. */
  editions(): EditionCoverage[] {
    const age = ({ edition }: EditionCoverage): number =>
      EDITIONS.findIndex(({ id }) => id === edition.id);
    const all = [...this.#editions.values()].map((
      { edition, named, rules },
    ) => ({
      edition,
      kernel: releaseOf(edition, named),
      rules,
    }));
    return all.filter(({ rules }) =>
      [...rules.values()].some(({ taken, passed }) => taken.size + passed.size)
    ).toSorted((a, b) => age(a) - age(b));
  }

  #of(
    edition: AnyEdition,
  ): { readonly byId: Map<string, MutableHits>; readonly named: Set<string> } {
    let known = this.#editions.get(edition.id);
    if (known === undefined) {
      const rules = new Map(
        rulesOfEdition(edition).map((rule): [Rule, MutableHits] => [
          rule,
          { taken: new Set(), passed: new Set() },
        ]),
      );
      const byId = new Map([...rules].map(([rule, hits]) => [rule.id, hits]));
      known = { edition, named: new Set(), rules, byId };
      this.#editions.set(edition.id, known);
    }
    return known;
  }
}
