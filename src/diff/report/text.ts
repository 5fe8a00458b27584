/**
 * Differences as text for a terminal.
 *
 * @module
 */
import { counted, grouped } from "../../writing/numbers.ts";
import { wrap } from "../../writing/wrap.ts";
import type { Finding, Findings } from "../findings.ts";

/** How much is told, and how wide. */
export interface DiffTextOptions {
  /** Columns of a line. */
  readonly width?: number;
  /** Kinds of differences that are told of each cause. */
  readonly effects?: number;
}

/** The lines of a comparison. */
export function diffText(
  found: Findings,
  { width = 80, effects = 6 }: DiffTextOptions = {},
): string {
  const { before, after, inputs, differing, findings, silent } = found;
  const lines = [
    `${before} and ${after}: ${counted(differing, "input")} of ${
      grouped(inputs)
    } differ, for ${counted(findings.length, "cause")}`,
  ];
  for (const finding of findings) {
    lines.push("", ...findingLines(finding, width, effects));
  }
  if (silent.length > 0) {
    lines.push("", "Changed, without a difference in these inputs:");
    for (const { since, sentence } of silent) {
      const first = `  ${since.padEnd(7)} `;
      lines.push(...wrap(sentence, { width, first, indent: first.length }));
    }
  }
  return `${lines.join("\n")}\n`;
}

function findingLines(
  finding: Finding,
  width: number,
  shown: number,
): string[] {
  const { since, sentence, inputs, effects, rules, hazards, example } = finding;
  const { affects, source } = finding;
  const first = since === undefined ? "" : `since ${since}: `;
  const lines = wrap(sentence, { width, first, indent: 2 });
  if (affects.length > 0) {
    const list = affects.join("; ");
    lines.push(...wrap(list, { width, first: "  affects: ", indent: 4 }));
  }
  if (source !== undefined) {
    lines.push(...wrap(source, { width, first: "  source: ", indent: 4 }));
  }
  lines.push(`  ${counted(inputs, "input")}:`);
  for (const { from, to, inputs: count } of effects.slice(0, shown)) {
    lines.push(
      ...wrap(`${from} -> ${to} (${grouped(count)})`, {
        width,
        first: "    ",
        indent: 6,
      }),
    );
  }
  const rest = effects.length - shown;
  if (rest > 0) lines.push(`    and ${counted(rest, "other kind")}`);
  lines.push(...namesLine("rules", rules, width));
  lines.push(...namesLine("hazards", hazards, width));
  lines.push("  example:");
  for (const line of example.trimEnd().split("\n")) lines.push(`    ${line}`);
  return lines;
}

function namesLine(
  what: string,
  names: readonly string[],
  width: number,
): string[] {
  if (names.length === 0) return [];
  return wrap(names.join(", "), { width, first: `  ${what}: `, indent: 4 });
}
