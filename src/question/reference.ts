/**
 * References to steps of scenario files: `FILE:LINE`, `FILE#id`, and
 * `FILE#id:step`, where the step is a number from 1, a label, or `ROW,COLUMN`
 * of a table.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { unknownWord } from "../scenario/text/nearest.ts";
import { quote } from "../scenario/text/quote.ts";
import type { Scenario, Step, TableCell } from "../scenario/types.ts";
import { type Question, questionOfCell } from "./question.ts";

/** A reference, taken apart. */
export interface Reference {
  /** Path of the scenario file. */
  readonly path: string;
  /** Line in it, from 1. */
  readonly line?: number;
  /** Id of the scenario. */
  readonly id?: string;
  /** Step, label or cell. */
  readonly step?: string;
}

/** Takes a reference apart; `undefined` if the text is none. */
export function parseReference(text: string): Reference | undefined {
  const byId = /^(.+)#([^#:]+)(?::(.+))?$/s.exec(text);
  if (byId !== null) {
    const [, path, id, step] = byId;
    return { path: path!, id: id!, ...(step === undefined ? {} : { step }) };
  }
  const byLine = /^(.+?):([0-9]{1,7})(?::[0-9]+)?$/s.exec(text);
  if (byLine === null) return undefined;
  return { path: byLine[1]!, line: Number(byLine[2]) };
}

/** A step that a reference leads to. */
export interface Referred {
  /** The scenario. */
  readonly scenario: Scenario;
  /** What the step is called in reports. */
  readonly label: string;
  /** The step as a question; the steps before it are part of it. */
  readonly question: Question;
}

/**
 * Finds what a reference means. Without a step it means the last `mmap` of the
 * scenario, or its first cell.
 *
 * @throws {InputError} if it leads nowhere.
 */
export function findReferred(
  scenarios: readonly Scenario[],
  reference: Reference,
): Referred {
  const { path, line, id, step } = reference;
  if (line !== undefined) return atLine(scenarios, path, line);
  const scenario = scenarios.find((one) => one.id === id);
  if (scenario === undefined) {
    const ids = scenarios.map((one) => one.id);
    throw new InputError(unknownWord("scenario", id ?? "", ids), {
      file: path,
    });
  }
  return scenario.table === undefined
    ? referStep(scenario, stepNumber(scenario, step, path))
    : referCell(scenario, cellOf(scenario, step, path));
}

function referStep(scenario: Scenario, number: number): Referred {
  return {
    scenario,
    label: scenario.steps[number]!.as ?? `step ${number + 1}`,
    question: { scenario, step: number },
  };
}

function referCell(scenario: Scenario, cell: TableCell): Referred {
  return {
    scenario,
    label: `${cell.row} ${cell.column}`,
    question: questionOfCell(scenario, cell),
  };
}

function stepNumber(
  { steps, id }: Scenario,
  step: string | undefined,
  file: string,
): number {
  if (steps.length === 0) {
    throw new InputError(
      `Scenario ${quote(id)} has neither steps nor a table to explain`,
      { file },
    );
  }
  if (step === undefined) {
    const last = steps.findLastIndex(({ operation }) =>
      operation.kind === "mmap"
    );
    return last < 0 ? steps.length - 1 : last;
  }
  if (/^[0-9]+$/.test(step)) {
    const number = Number(step) - 1;
    if (steps[number] !== undefined) return number;
    throw new InputError(
      `Scenario ${quote(id)} has no step ${step}, only ${steps.length}`,
      { file },
    );
  }
  const labelled = steps.findIndex(({ as }) => as === step);
  if (labelled >= 0) return labelled;
  const labels = steps.flatMap(({ as }) => as ?? []);
  throw new InputError(unknownWord("label", step, labels), { file });
}

function cellOf(
  { table, id }: Scenario,
  step: string | undefined,
  file: string,
): TableCell {
  const { cells } = table!;
  if (step === undefined) return cells[0]!;
  const found = cells.find(({ row, column }) =>
    step === `${row},${column}` || step === `${row} ${column}`
  );
  if (found !== undefined) return found;
  throw new InputError(
    `Table ${quote(id)} has no cell ${quote(step)}; name it as in ${
      quote(`${cells[0]!.row},${cells[0]!.column}`)
    }`,
    { file },
  );
}

/**
 * The step or cell that starts last at or before a line; above the first one of
 * a scenario, what the scenario means without a step.
 */
function atLine(
  scenarios: readonly Scenario[],
  file: string,
  line: number,
): Referred {
  let found: Referred | undefined;
  for (const scenario of scenarios) {
    const starts = (at: number): boolean =>
      scenario.text.position(at).line <= line;
    if (!starts(scenario.at)) break;
    const step = scenario.steps.findLastIndex((one) => starts(lineStart(one)));
    const cell = scenario.table?.cells.findLast(({ at }) => starts(at));
    found = cell !== undefined
      ? referCell(scenario, firstInRow(scenario, cell))
      : step >= 0
      ? referStep(scenario, step)
      : scenario.table === undefined
      ? referStep(scenario, stepNumber(scenario, undefined, file))
      : referCell(scenario, cellOf(scenario, undefined, file));
  }
  if (found !== undefined) return found;
  throw new InputError("No step of a scenario stands here or above", {
    file,
    line,
  });
}

function lineStart({ at, keys }: Step): number {
  return Math.min(at, ...Object.values(keys));
}

function firstInRow({ table }: Scenario, { row }: TableCell): TableCell {
  return table!.cells.find((cell) => cell.row === row)!;
}
