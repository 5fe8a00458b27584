/**
 * Coverage as text.
 *
 * @module
 */
import type { Style } from "../report/style.ts";
import { ask } from "../question/question.ts";
import { counted } from "../writing/numbers.ts";
import { scenarioText } from "../writing/scenario.ts";
import { expectText } from "../writing/step.ts";
import { wrap } from "../writing/wrap.ts";
import { type AnyEdition, kernelTitle } from "../policy/editions.ts";
import { type EditionCoverage, type RuleHits, waysOf } from "./coverage.ts";
import {
  type EditionGaps,
  type Gap,
  percentOf,
  type Unreachable,
} from "./gaps.ts";
import type { Proof } from "./unreachable.ts";

/** How coverage is written. */
export interface CoverageTextOptions {
  /** Marks up text. */
  readonly style: Style;
  /** Columns of a line. */
  readonly width: number;
}

const RULE_WIDTH = 34;

/** One line: how much of a kernel's rules is covered. */
export function coverageSummary(
  { edition, kernel }: EditionCoverage,
  gaps: EditionGaps,
  { style }: CoverageTextOptions,
): string {
  const percent = `${percentOf(gaps)}%`;
  const mark = gaps.gaps.length === 0 ? style.good : style.warn;
  return `${kernelTitle(kernel, edition.id).padEnd(18)}${
    mark(percent.padStart(4))
  }  ${gaps.covered} of ${counted(gaps.ways, "way")} through ${
    counted(new Set(gaps.gaps.map(({ rule }) => rule)).size, "rule")
  }`
    .replace(/ through 0 rules$/, "").replace(
      / through (.*)$/,
      ", gaps in $1",
    );
}

/** A line for every rule of a kernel: how often it is met, and by whom. */
export function ruleLines(
  { rules }: EditionCoverage,
  { gaps }: Pick<EditionGaps, "gaps">,
  { style, width }: CoverageTextOptions,
): string[] {
  const lines = [
    style.dim(
      `  ${"rule".padEnd(RULE_WIDTH)} taken passed  first scenarios`,
    ),
  ];
  const open = new Set(gaps.map(({ rule }) => rule));
  for (const [rule, hits] of rules) {
    const ways = waysOf(rule);
    const passed = ways.includes("passed") ? String(hits.passed.size) : "";
    const met = ways.every((way) => hits[way].size > 0);
    const mark = met ? style.good("✓") : open.has(rule) ? style.bad("✗") : "·";
    lines.push(
      `${mark} ${rule.id.padEnd(RULE_WIDTH)} ${
        String(hits.taken.size).padStart(5)
      } ${passed.padStart(6)}  ${
        style.dim(namesOf(hits, width - RULE_WIDTH - 17))
      }`.trimEnd(),
    );
  }
  return lines;
}

/** As many names as fit. */
function namesOf({ taken }: RuleHits, room: number): string {
  let text = "";
  for (const name of taken) {
    const longer = text === "" ? name : `${text}, ${name}`;
    if (longer.length > room) {
      return text === "" ? `${name.slice(0, Math.max(0, room - 1))}…` : text;
    }
    text = longer;
  }
  return text;
}

/** The gaps, each with a scenario that closes it, ready for a file. */
export function gapLines(
  gaps: readonly Gap[],
  edition: AnyEdition,
  { style }: CoverageTextOptions,
): string[] {
  if (gaps.length === 0) return [];
  const lines = [
    "",
    style.bold(
      `${counted(gaps.length, "gap")}; scenarios that close them:`,
    ),
    "",
  ];
  for (const [place, gap] of gaps.entries()) {
    if (place > 0) lines.push("---");
    lines.push(...gapText(gap, edition).trimEnd().split("\n"));
  }
  return lines;
}

/** A complete scenario that closes a gap. */
export function gapText(
  { rule, way, scenario }: Gap,
  edition: AnyEdition,
): string {
  const last = scenario.steps.length - 1;
  const passes = way === "passed";
  return scenarioText({
    ...scenario,
    id: `covers-${rule.id}${passes ? "-passed" : ""}`,
    name: passes ? `A call gets past the rule ${rule.id}` : rule.sentence,
    source: rule.source === "" ? "nommap" : rule.source,
    kernels: [edition.id],
  }, {
    expect: scenario.steps.map((_, step) => {
      const outcome = ask({ scenario, step }, edition);
      if (outcome === null) return undefined;
      const plain = outcome.errno === 0 && outcome.hazards.length === 0;
      return step < last && plain ? undefined : expectText(outcome);
    }),
  });
}

/** The ways that there are not, and how that is known. */
export function unreachableLines(
  list: readonly Unreachable[],
  { style, width }: CoverageTextOptions,
): string[] {
  if (list.length === 0) return [];
  const lines = ["", style.bold("Not reachable")];
  for (const { rule, way, proof } of list) {
    lines.push(...wrap(`${rule.id}, ${way}: ${proofText(proof)}`, {
      width,
      indent: 4,
      first: "  ",
    }));
  }
  return lines;
}

function proofText(proof: Proof): string {
  switch (proof.kind) {
    case "exhaustive":
      return `proved: it applies to none of all ${
        counted(proof.requests, "file mapping")
      } that the rules can tell apart`;
    case "search":
      return `met by none of ${
        counted(proof.tried, "scenario")
      } that were tried`;
  }
}
