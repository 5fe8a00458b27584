/**
 * The result of a mutation check as text.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import { counted } from "../writing/numbers.ts";
import { wrap } from "../writing/wrap.ts";
import type { MutantFate, MutantResult } from "./mutate.ts";
import { type Breakage, BREAKAGES } from "./mutant.ts";
import type { CoverageTextOptions } from "./text.ts";

const RULE_WIDTH = 34;
const COLUMN = 5;

const MARKS: Readonly<Record<MutantFate, string>> = {
  killed: "✓",
  survived: "✗",
  equivalent: "=",
  unreachable: "·",
};

const HEADS: Readonly<Record<Breakage, string>> = {
  skipped: "skip",
  inverted: "inv",
  errno: "errno",
  refused: "ref",
};

/** The matrix of rules and breakages, and what it comes to. */
export function mutantLines(
  edition: AnyEdition,
  results: readonly MutantResult[],
  options: CoverageTextOptions,
): string[] {
  const { style, width } = options;
  const heads = BREAKAGES.map((one) => HEADS[one].padEnd(COLUMN)).join(" ");
  const lines = [
    summary(edition, results, options),
    style.dim(`  ${"rule".padEnd(RULE_WIDTH)} ${heads}  killed by`),
  ];
  for (const [id, row] of Map.groupBy(results, ({ rule }) => rule.id)) {
    const cells = BREAKAGES.map((breakage) => {
      const result = row.find((one) => one.breakage === breakage);
      const mark = result === undefined ? "" : MARKS[result.fate];
      const cell = mark.padEnd(COLUMN);
      return result?.fate === "survived" ? style.bad(cell) : cell;
    }).join(" ");
    const survived = row.some(({ fate }) => fate === "survived");
    const mark = survived ? style.bad("✗") : style.good("✓");
    const used = RULE_WIDTH + 6 + BREAKAGES.length * (COLUMN + 1);
    lines.push(
      `${mark} ${id.padEnd(RULE_WIDTH)} ${cells}  ${
        style.dim(killers(row, width - used))
      }`,
    );
  }
  return [...lines, ...legend(results, options)];
}

function killers(row: readonly MutantResult[], room: number): string {
  const names = [...new Set(row.flatMap(({ killer }) => killer ?? []))];
  const text = names.join(", ");
  return text.length <= room
    ? text
    : `${text.slice(0, Math.max(0, room - 1))}…`;
}

function summary(
  edition: AnyEdition,
  results: readonly MutantResult[],
  { style }: CoverageTextOptions,
): string {
  const count = (fate: MutantFate): number =>
    results.filter((one) => one.fate === fate).length;
  const survived = count("survived");
  const parts = [
    style.good(`${counted(count("killed"), "mutant")} killed`),
    survived > 0 ? style.bad(`${survived} survived`) : "0 survived",
  ];
  if (count("equivalent") > 0) parts.push(`${count("equivalent")} equivalent`);
  if (count("unreachable") > 0) {
    parts.push(`${count("unreachable")} unreachable`);
  }
  return `${style.bold(edition.id)}: ${parts.join(", ")}`;
}

function legend(
  results: readonly MutantResult[],
  { style, width }: CoverageTextOptions,
): string[] {
  const lines = [
    "",
    ...wrap(
      "A rule is skipped, inverted, refuses with another errno, or refuses what it should grant. ✓ killed by a scenario, ✗ survived, = no request tells it from the kernel, · no scenario takes the rule.",
      { width },
    ).map(style.dim),
  ];
  const survivors = results.filter(({ fate }) => fate === "survived");
  if (survivors.length === 0) return lines;
  return [
    ...lines,
    "",
    style.bold("Survivors: no scenario notices that"),
    ...survivors.map(({ rule, breakage }) =>
      style.bad(`  ${rule.id} is ${SENTENCES[breakage]}`)
    ),
  ];
}

const SENTENCES: Readonly<Record<Breakage, string>> = {
  skipped: "skipped",
  inverted: "inverted",
  errno: "answered with another errno",
  refused: "refused",
};
