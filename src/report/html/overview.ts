/**
 * The totals at the top of the report, and the rules at its end.
 *
 * @module
 */
import { EDITIONS } from "../../policy/editions.ts";
import { type Rule, RULES } from "../../policy/rules.ts";
import { isFailure } from "../../scenario/run/result.ts";
import { classIf, type Markup, markup, scrolling } from "./markup.ts";
import type { ScenarioRuns } from "./scenario.ts";

/** Counts of one kernel, or of all. */
export interface Totals {
  /** Name of the kernel. */
  readonly name: string;
  /** Tests in which everything was as expected. */
  passed: number;
  /** Tests that failed. */
  failed: number;
  /** Tests that failed as they are known to. */
  known: number;
  /** Steps and cells. */
  steps: number;
}

function newTotals(name: string): Totals {
  return { name, passed: 0, failed: 0, known: 0, steps: 0 };
}

/** Totals by kernel, oldest first. */
export function totalsOf(all: readonly ScenarioRuns[]): Totals[] {
  const totals = new Map<string, Totals>();
  for (const { result } of all.flatMap(({ runs }) => runs)) {
    const { kernel, status, steps } = result;
    const counts = totals.get(kernel) ?? newTotals(kernel);
    totals.set(kernel, counts);
    if (isFailure(result)) counts.failed++;
    else if (status === "known") counts.known++;
    else counts.passed++;
    counts.steps += steps.length;
  }
  return [...totals.values()].sort((a, b) => ageOf(a.name) - ageOf(b.name));
}

function ageOf(kernel: string): number {
  return EDITIONS.findIndex(({ id }) => id === kernel);
}

/** The table of totals. */
export function totalsMarkup(totals: readonly Totals[]): Markup {
  const sum = newTotals("All");
  for (const { passed, failed, known, steps } of totals) {
    sum.passed += passed;
    sum.failed += failed;
    sum.known += known;
    sum.steps += steps;
  }
  return scrolling(
    "Totals by kernel",
    markup`
    <table class="totals">
      <thead>
        <tr>
          <th scope="col">Kernel</th>
          <th scope="col">Passed</th>
          <th scope="col">Failed</th>
          <th scope="col">Known</th>
          <th scope="col">Steps</th>
          <td></td>
        </tr>
      </thead>
      <tbody>${totals.map(totalsRow)}</tbody>
      ${totals.length > 1 && markup`<tfoot>${totalsRow(sum)}</tfoot>`}
    </table>`,
  );
}

function totalsRow({ name, passed, failed, known, steps }: Totals): Markup {
  const tests = Math.max(1, passed + failed + known);
  const part = (count: number): string =>
    `${(100 * count / tests).toFixed(2)}%`;
  return markup`
    <tr>
      <th scope="row">${name}</th>
      <td class="good">${passed}</td>
      <td${classIf(failed > 0, "bad")}>${failed}</td>
      <td${classIf(known > 0, "warn")}>${known}</td>
      <td>${steps}</td>
      <td class="bar">
        <svg class="share" width="100%" height="8" aria-hidden="true">
          <rect class="passed" width="${part(passed)}" height="8"/>
          <rect class="known" x="${part(passed)}" width="${
    part(known)
  }" height="8"/>
          <rect class="failed" x="${part(passed + known)}" width="${
    part(failed)
  }" height="8"/>
        </svg>
      </td>
    </tr>`;
}

/** All rules, for the links of the paths. */
export function rulesMarkup(): Markup {
  return markup`
    <details class="rules" id="rules">
      <summary>All ${RULES.length} rules</summary>
      <dl>${RULES.map(ruleMarkup)}</dl>
    </details>`;
}

function ruleMarkup(rule: Rule): Markup {
  const { id, effect, sentence, source, since, until } = rule;
  return markup`
    <dt id="rule-${id}">
      <code>${id}</code> <span class="tag">${effect}</span>
      ${since !== undefined && markup` <span class="tag">since ${since}</span>`}
      ${until !== undefined && markup` <span class="tag">until ${until}</span>`}
    </dt>
    <dd>${sentence} <span class="source">${source}</span></dd>`;
}
