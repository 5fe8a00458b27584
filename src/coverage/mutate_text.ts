/**
 * The result of a mutation check as text.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import { counted } from "../writing/numbers.ts";
import { wrap } from "../writing/wrap.ts";
import { decisionCount } from "./exhaustive.ts";
import type { MutantFate, MutantResult } from "./mutate.ts";
import { type Breakage, BREAKAGES } from "./mutant.ts";
import type { CoverageTextOptions } from "./text.ts";

const RULE_WIDTH = 34;

const MARKS: Readonly<Record<MutantFate, string>> = {
  killed: "✓",
  survived: "✗",
  equivalent: "=",
  unreachable: "·",
};

const HEADS: Readonly<Record<Breakage, string>> = {
  skipped: "s",
  inverted: "i",
  errno: "e",
  refused: "r",
};

const SENTENCES: Readonly<Record<Breakage, string>> = {
  skipped: "skipped",
  inverted: "inverted",
  errno: "refused with another errno",
  refused: "refused",
};

/** One line: how many mutants of a kernel were killed. */
export function mutantSummary(
  kernel: string,
  results: readonly MutantResult[],
  { style }: CoverageTextOptions,
): string {
  const ofFate = (fate: MutantFate): readonly MutantResult[] =>
    results.filter((one) => one.fate === fate);
  const survivors = ofFate("survived");
  const left = survivors.length > 0
    ? style.bad(`${survivors.length} survived`)
    : "0 survived";
  const parts = [
    `${String(ofFate("killed").length).padStart(4)} mutants killed`,
    left,
  ];
  for (const fate of ["equivalent", "unreachable"] as const) {
    const { length } = ofFate(fate);
    if (length > 0) parts.push(`${length} ${fate}`);
  }
  return `${kernel.padEnd(18)}${parts.join(", ")}`;
}

/** A line for each rule with mutants that no scenario noticed. */
export function survivorLines(
  results: readonly MutantResult[],
  { style }: CoverageTextOptions,
): string[] {
  const survivors = results.filter(({ fate }) => fate === "survived");
  return [...Map.groupBy(survivors, ({ rule }) => rule.id)].map(([id, row]) =>
    style.bad(
      `  survived: ${id} (${row.map((one) => one.breakage).join(", ")})`,
    )
  );
}

/** The matrix of rules and breakages, and what nobody can notice. */
export function mutantMatrix(
  edition: AnyEdition,
  results: readonly MutantResult[],
  options: CoverageTextOptions,
): string[] {
  const { style, width } = options;
  const heads = BREAKAGES.map((one) => HEADS[one]).join(" ");
  const head = `  ${"rule".padEnd(RULE_WIDTH)} ${heads}  `;
  const lines = [style.dim(`${head}killed by`)];
  for (const [id, row] of Map.groupBy(results, ({ rule }) => rule.id)) {
    const cells = BREAKAGES.map((breakage) => {
      const fate = row.find((one) => one.breakage === breakage)?.fate;
      const mark = fate === undefined ? " " : MARKS[fate];
      return fate === "survived" ? style.bad(mark) : mark;
    }).join(" ");
    const survived = row.some(({ fate }) => fate === "survived");
    const mark = survived ? style.bad("✗") : style.good("✓");
    const killers = killersOf(row, width - head.length);
    const found = killers === ""
      ? cells.trimEnd()
      : `${cells}  ${style.dim(killers)}`;
    lines.push(`${mark} ${id.padEnd(RULE_WIDTH)} ${found}`);
  }
  return [...lines, ...unnoticeable(edition, results, options)];
}

/** What the letters and marks of the matrix mean. */
export function mutantLegend(
  { style, width }: CoverageTextOptions,
): string[] {
  return wrap(
    "A rule is skipped (s), inverted (i), refuses with another errno (e), or refuses what it should grant (r). ✓ noticed by a scenario, which then fails; ✗ noticed by none; = no request tells it from the kernel; · no scenario can take the rule.",
    { width },
  ).map(style.dim);
}

/** The first scenario, and how many others killed mutants of the rule. */
function killersOf(row: readonly MutantResult[], room: number): string {
  const names = [...new Set(row.flatMap(({ killer }) => killer ?? []))];
  const [first = "", ...others] = names;
  const rest = others.length === 0 ? "" : ` +${others.length}`;
  const space = Math.max(1, room - rest.length);
  const name = first.length <= space ? first : `${first.slice(0, space - 1)}…`;
  return name + rest;
}

function unnoticeable(
  edition: AnyEdition,
  results: readonly MutantResult[],
  { style, width }: CoverageTextOptions,
): string[] {
  const known: readonly (readonly [MutantFate, string])[] = [
    [
      "equivalent",
      edition.world === "regions"
        ? `all ${
          counted(decisionCount(edition), "file mapping")
        } that the rules can tell apart are answered as by the kernel`
        : "",
    ],
    ["unreachable", "no scenario can take the rule"],
  ];
  const lines = known.flatMap(([wanted, reason]) =>
    results.filter(({ fate }) => fate === wanted).flatMap((one) =>
      wrap(`${sentenceOf(one)}: ${reason}`, { width, indent: 4, first: "  " })
    )
  );
  return lines.length === 0
    ? []
    : ["", style.bold("Cannot be noticed"), ...lines];
}

function sentenceOf({ rule, breakage }: MutantResult): string {
  return `${rule.id} is ${SENTENCES[breakage]}`;
}
