/**
 * Judgements as text.
 *
 * @module
 */

import { toScenario } from "./placement.ts";
import type { JudgedStep, Judgement } from "./judgement.ts";

/** Options of {@linkcode judgementText}. */
export interface JudgementTextOptions {
  /** Whether the scenario says what it expects; it does if left out. */
  readonly expects?: boolean;
}

/** Text of a judgement: nothing to say about one that agrees. */
export function judgementText(
  judgement: Judgement,
  { expects = true }: JudgementTextOptions = {},
): string {
  const { test, steps } = judgement;
  const { original } = test.target;
  const head = `${
    symbolOf(judgement)
  } ${original.id}  ${original.name} [${test.edition.id}, ${
    machineText(judgement)
  }]`;
  const lines = [
    head,
    ...steps.flatMap((step) => stepLines(judgement, step, expects)),
  ];
  for (const { step, because } of judgement.unobservable) {
    const what = step === undefined ? "" : `${placeOf(judgement, step)}: `;
    lines.push(`    not judged: ${what}${because}`);
  }
  return `${lines.join("\n")}\n`;
}

function machineText({ test: { target } }: Judgement): string {
  const { machine, cramfsMmu } = target.scenario;
  const mmu = cramfsMmu === undefined ? "" : " with an MMU";
  return `${machine.wordSize} bits${mmu}`;
}

function symbolOf({ status }: Judgement): string {
  return status === "agrees" ? "✓" : status === "differs" ? "✗" : "-";
}

function placeOf({ test }: Judgement, number: number): string {
  const { original } = test.target;
  const cell = original.table?.cells[number];
  if (cell !== undefined) return `${cell.row} ${cell.column}`;
  const steps = original.cramfsMmu?.steps ?? original.steps;
  return steps[number]?.as ?? `step ${number + 1}`;
}

function stepLines(
  judgement: Judgement,
  step: JudgedStep,
  expects: boolean,
): string[] {
  const { test } = judgement;
  const { file, line, column } = test.target.original.text.position(step.at);
  const rows = step.differences.map(({ field, expected, engine, kernel }) =>
    [field, ...(expects ? [expected || "-"] : []), engine, kernel]
      .map((text) => readable(text, judgement))
  );
  const head = [
    "",
    ...(expects ? ["expected by the scenario"] : []),
    "engine",
    "kernel",
  ];
  return [
    `    ${step.label} at ${file}:${line}:${column}  ${step.call}`,
    ...columns(head, rows).map((text) => `      ${text}`),
  ];
}

/** Addresses of devices as the scenario has them. */
export function readable(text: string, { test }: Judgement): string {
  const { placement } = test.target;
  return text.replaceAll(/0x[0-9a-f]{5,}/g, (address) => {
    const moved = toScenario(Number(address), placement);
    return moved === Number(address) ? address : `0x${moved.toString(16)}`;
  });
}

/** Longest text that shares a line with others. */
const WIDE = 40;

function columns(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string[] {
  const lines: string[] = [];
  const short = rows.filter((row) => row.every(({ length }) => length <= WIDE));
  if (short.length > 0) {
    const widths = head.map((_, column) =>
      Math.max(...[head, ...short].map((row) => row[column]!.length))
    );
    for (const row of [head, ...short]) {
      lines.push(
        row.map((text, column) => text.padEnd(widths[column]!)).join("  ")
          .trimEnd(),
      );
    }
  }
  for (const row of rows) {
    if (short.includes(row)) continue;
    lines.push(`${row[0]}:`);
    for (let column = 1; column < head.length; column++) {
      lines.push(`  ${head[column]!.padEnd(24)}  ${row[column]}`);
    }
  }
  return lines;
}

/** How many tests were judged, and how. */
export function judgementSummary(judgements: readonly Judgement[]): string {
  const count = (status: Judgement["status"]) =>
    judgements.filter((one) => one.status === status).length;
  const agrees = count("agrees");
  const differs = count("differs");
  const judged = agrees + differs;
  const steps = judgements.reduce((sum, one) => sum + one.judged, 0);
  const all = judgements.reduce((sum, one) => sum + one.all, 0);
  const share = judgements.length === 0
    ? 100
    : 100 * judged / judgements.length;
  return `The kernel has judged ${judged} of ${judgements.length} tests (${
    share.toFixed(1)
  }%), ${steps} of ${all} steps: ${agrees} agree, ${differs} differ`;
}
