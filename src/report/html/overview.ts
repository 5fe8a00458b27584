/**
 * The totals at the top of the report, and the rules at its end.
 *
 * @module
 */
import { EDITIONS } from "../../policy/editions.ts";
import { type Rule, RULES } from "../../policy/rules.ts";
import { isFailure } from "../../scenario/run/result.ts";
import { classIf, type Markup, markup } from "./markup.ts";
import type { ScenarioRuns } from "./scenario.ts";
import { counted } from "./units.ts";

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

/** Place among the editions; what is none of them comes last. */
function ageOf(kernel: string): number {
  const place = EDITIONS.findIndex(({ id }) => id === kernel);
  return place < 0 ? EDITIONS.length : place;
}

/** What is no kernel is a revision of the file system for an MMU. */
function isKernel({ name }: Totals): boolean {
  return EDITIONS.some(({ id }) => id === name);
}

/** The sum of all kernels, and a tile for each. */
export function totalsMarkup(totals: readonly Totals[]): Markup {
  const sum = newTotals("all");
  for (const { passed, failed, known, steps } of totals) {
    sum.passed += passed;
    sum.failed += failed;
    sum.known += known;
    sum.steps += steps;
  }
  return markup`
    <p class="sum">
      ${countsMarkup(sum)}: ${counted(sum.steps, "step")} on ${
    placesText(totals)
  }
    </p>
    <ul class="totals" aria-label="Totals by kernel">
      ${totals.map(tileMarkup)}
    </ul>`;
}

function placesText(totals: readonly Totals[]): string {
  const kernels = totals.filter(isKernel).length;
  const revisions = totals.length - kernels;
  return [
    ...(kernels > 0 || revisions === 0 ? [counted(kernels, "kernel")] : []),
    ...(revisions > 0 ? [`${counted(revisions, "revision")} of cramfs`] : []),
  ].join(" and ");
}

function countsMarkup({ passed, failed, known }: Totals): Markup {
  return markup`<span class="good">${passed} passed</span>${
    failed > 0 && markup`, <span class="bad">${failed} failed</span>`
  }${known > 0 && markup`, <span class="warn">${known} known to fail</span>`}`;
}

function tileMarkup(totals: Totals): Markup {
  const { name, passed, failed, known } = totals;
  const tests = Math.max(1, passed + failed + known);
  const part = (count: number): string =>
    `${(100 * count / tests).toFixed(2)}%`;
  return markup`
    <li${classIf(failed > 0, "failed")}>
      <code>${
    isKernel(totals) ? name : `cramfs ${name}`
  }</code> <span class="counts">
        ${
    (passed > 0 || failed + known === 0) &&
    markup`<span class="good">${passed}<span class="hidden"> passed</span>
        </span>`
  }
        ${failed > 0 && markup` <span class="bad">${failed} failed</span>`}
        ${known > 0 && markup` <span class="warn">${known} known</span>`}
      </span>
      <svg class="share" width="100%" height="4" aria-hidden="true">
        <rect class="passed" width="${part(passed)}" height="4"/>
        <rect class="known" x="${part(passed)}" width="${part(known)}"
          height="4"/>
        <rect class="failed" x="${part(passed + known)}"
          width="${part(failed)}" height="4"/>
      </svg>
    </li>`;
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
