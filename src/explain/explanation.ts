/**
 * One question, explained: what it comes to and how the kernel gets there.
 *
 * @module
 */
import type { Outcome } from "../mm/outcome.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { observe } from "../question/observe.ts";
import { ask, askedStep, type Question } from "../question/question.ts";
import { rulePath, type RulePlace } from "../question/rule_path.ts";
import { callText, resultText } from "../scenario/run/describe.ts";

/** What a question comes to. */
export interface Explanation {
  /** The call and its result, as strace would print them. */
  readonly call: string;
  /** The outcome. */
  readonly outcome: Outcome;
  /** The rules, in the kernel's order. */
  readonly path: readonly RulePlace[];
}

/** Explains a question; `null`: an earlier step has stopped the kernel. */
export function explain(
  question: Question,
  edition: AnyEdition,
): Explanation | null {
  const observed = observe(edition);
  const outcome = ask(question, observed.edition);
  if (outcome === null) return null;
  const { scenario } = question;
  const { operation } = askedStep(question);
  const policy = operation.kind === "mmap" ? observed.take().at(-1) : undefined;
  return {
    call: `${callText(scenario, operation)} = ${
      resultText(operation, outcome)
    }`,
    outcome,
    path: rulePath({
      scenario,
      operation,
      outcome,
      ...(policy === undefined ? {} : { policy }),
    }, edition),
  };
}
