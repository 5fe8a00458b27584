/**
 * Looking for tests that notice mutants.
 *
 * @module
 */
import type { Outcome } from "../mm/outcome.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { observe, type PolicyAnswer } from "../question/observe.ts";
import { rulePath, type RuleState } from "../question/rule_path.ts";
import { type Judge, runScenario } from "../scenario/run/run.ts";
import type { Test } from "../scenario/run/select.ts";
import { breakOutcome } from "./broken_call.ts";
import { breakEdition, isDecisionRule } from "./broken_edition.ts";
import { operationOf } from "./coverage.ts";
import type { Mutant } from "./mutant.ts";

type States = Map<number, RuleState>;

/** What is known of a mutant. */
interface Prey {
  readonly mutant: Mutant;
  /** The policy with the rule broken; left out: calls are broken instead. */
  readonly broken?: AnyEdition;
  /** A test that takes the rule and notices that it is broken. */
  killer?: string;
  /** A test that gets past the rule and notices. */
  bystander?: string;
}

/**
 * Runs tests and notes which mutants they notice. A test runs once for all
 * mutants: how its steps would judge other outcomes is asked on the way. It
 * runs again only where that does not decide.
 */
export class MutantHunt {
  readonly #edition: AnyEdition;
  readonly #prey = new Map<Mutant, Prey>();
  readonly #byRule: ReadonlyMap<string, readonly Prey[]>;

  /** Looks for these mutants of an edition. */
  constructor(edition: AnyEdition, mutants: readonly Mutant[]) {
    this.#edition = edition;
    for (const mutant of mutants) {
      const exact = edition.world === "regions" && isDecisionRule(mutant.rule);
      this.#prey.set(mutant, {
        mutant,
        ...(exact ? { broken: breakEdition(edition, mutant) } : {}),
      });
    }
    this.#byRule = Map.groupBy(
      this.#prey.values(),
      ({ mutant }) => mutant.rule.id,
    );
  }

  /** Id of the scenario that noticed the mutant. */
  killerOf(mutant: Mutant): string | undefined {
    const prey = this.#prey.get(mutant);
    return prey?.killer ?? prey?.bystander;
  }

  /** Runs a test of the edition. */
  run(test: Test): void {
    const { scenario } = test;
    const noticed = new Set<Prey>();
    const met = new Map<Prey, States>();
    const observed = observe(this.#edition);
    let policy: PolicyAnswer | undefined;
    const { status } = runScenario(scenario, observed.edition, {
      before: () => void observed.take(),
      after: () => [policy] = observed.take(),
      judge: (number, outcome, judge) => {
        const path = rulePath({
          scenario,
          operation: operationOf(scenario, number),
          outcome,
          ...(policy === undefined ? {} : { policy }),
        }, this.#edition);
        for (const { rule, state } of path) {
          if (state === "not reached") continue;
          for (const prey of this.#byRule.get(rule.id) ?? []) {
            if (!isOpen(prey, state)) continue;
            const states = met.get(prey) ?? new Map<number, RuleState>();
            met.set(prey, states.set(number, state));
            if (prey.broken !== undefined) continue;
            if (notices(outcome, state, prey, judge)) noticed.add(prey);
          }
        }
      },
    });
    if (status !== "passed") return;
    for (const [prey, states] of met) {
      if (!noticed.has(prey) && !this.#fails(test, prey, states)) continue;
      const takes = [...states.values()].some((state) => state !== "passed");
      if (takes) prey.killer = scenario.id;
      else prey.bystander = scenario.id;
    }
  }

  /** Whether the whole test fails with the rule broken. */
  #fails(test: Test, prey: Prey, states: States): boolean {
    const { broken, mutant } = prey;
    return fails(() =>
      (broken !== undefined
        ? runScenario(test.scenario, broken)
        : runScenario(test.scenario, this.#edition, {
          before() {},
          after() {},
          alter: (number, outcome) =>
            breakOutcome(outcome, states.get(number), mutant),
        })).status === "passed"
    );
  }
}

/** Whether a check fails; one that does not come to its end has failed, too. */
function fails(passes: () => boolean): boolean {
  try {
    return !passes();
  } catch {
    return true;
  }
}

/** Whether a test that meets the rule so could tell something new. */
function isOpen({ mutant, killer, bystander }: Prey, state: RuleState) {
  if (killer !== undefined) return false;
  return state !== "passed" ||
    mutant.breakage === "inverted" && bystander === undefined;
}

function notices(
  outcome: Outcome,
  state: RuleState,
  { mutant }: Prey,
  judge: Judge,
): boolean {
  const broken = breakOutcome(outcome, state, mutant);
  return broken !== outcome && fails(() => judge(broken));
}
