/**
 * Coverage and mutation checks for other programs: an object for each kernel.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import { type EditionCoverage, waysOf } from "./coverage.ts";
import { type EditionGaps, percentOf } from "./gaps.ts";
import type { MutantResult } from "./mutate.ts";
import { gapText } from "./text.ts";

/** The coverage of one kernel: counts, and the scenarios that take a rule. */
export function coverageJson(
  { edition, kernel, rules }: EditionCoverage,
  gaps: EditionGaps,
): Record<string, unknown> {
  return {
    kernel: edition.id,
    ...(kernel === edition.id ? {} : { release: kernel }),
    percent: percentOf(gaps),
    ways: gaps.ways,
    covered: gaps.covered,
    rules: [...rules].map(([rule, { taken, passed }]) => ({
      rule: rule.id,
      taken: taken.size,
      ...(waysOf(rule).includes("passed") ? { passed: passed.size } : {}),
      takenBy: [...taken],
    })),
    gaps: gaps.gaps.map((gap) => ({
      rule: gap.rule.id,
      way: gap.way,
      scenario: gapText(gap, edition),
    })),
    unreachable: gaps.unreachable.map(({ rule, way, proof }) => ({
      rule: rule.id,
      way,
      proof,
    })),
  };
}

/** The mutants of one kernel, and what became of them. */
export function mutantsJson(
  edition: AnyEdition,
  results: readonly MutantResult[],
): Record<string, unknown> {
  return {
    kernel: edition.id,
    mutants: results.map(({ rule, breakage, fate, killer }) => ({
      rule: rule.id,
      breakage,
      fate,
      ...(killer === undefined ? {} : { killer }),
    })),
  };
}
