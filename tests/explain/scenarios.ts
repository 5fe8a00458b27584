/** The steps of the shipped scenarios, as questions. */
import type { AnyEdition } from "../../src/policy/editions.ts";
import { type Question, questionOfCell } from "../../src/question/question.ts";
import { selectTests, type Test } from "../../src/scenario/run/select.ts";
import { shippedScenarios } from "../shipped.ts";

/** The tests of the shipped scenarios on one kernel, or on all. */
export async function shippedTests(kernel?: string): Promise<Test[]> {
  return selectTests(
    await shippedScenarios(),
    kernel === undefined ? {} : { kernels: [kernel] },
  );
}

/** A step or cell of a shipped scenario. */
export interface ShippedQuestion {
  /** What it is. */
  readonly question: Question;
  /** The kernel that it is asked of. */
  readonly edition: AnyEdition;
  /** Where it is. */
  readonly name: string;
}

/** Every step and cell of the shipped scenarios. */
export async function shippedQuestions(
  kernel?: string,
): Promise<ShippedQuestion[]> {
  return (await shippedTests(kernel)).flatMap(({ scenario, edition }) => {
    const { id, table, steps } = scenario;
    const cells = table?.cells.map((cell) => questionOfCell(scenario, cell));
    const questions = cells ??
      steps.map((_, step): Question => ({ scenario, step }));
    return questions.map((question, number) => ({
      question,
      edition,
      name: `${id}:${number + 1} on ${edition.id}`,
    }));
  });
}
