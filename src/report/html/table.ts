/**
 * A table of a scenario: the grid of outcomes, and why each is as it is.
 *
 * @module
 */
import type { RulePlace } from "../../question/rule_path.ts";
import type { StepResult } from "../../scenario/run/result.ts";
import type { Scenario } from "../../scenario/types/scenario.ts";
import type { Table } from "../../scenario/types/table.ts";
import { classIf, type Markup, markup, scrolling } from "./markup.ts";
import type { ObservedResult } from "./observe.ts";
import { outcomeMarkup } from "./outcome.ts";
import { mismatchesMarkup } from "./step.ts";
import { counted } from "./units.ts";
import { eventsMarkup, pathMarkup } from "./why.ts";

/** The grid, the cells that differ, and the ways that the cells went. */
export function tableMarkup({ result, paths }: ObservedResult): Markup {
  const { scenario, steps } = result;
  const table = scenario.table!;
  const failed = steps.filter(({ mismatches }) => mismatches.length > 0);
  return markup`
    ${scrolling("Table of outcomes", gridMarkup(table, steps))}
    ${failed.map((step) => failedMarkup(scenario, step))}
    <h5>Why</h5>
    ${waysOf(steps).map((way) => wayMarkup(way, paths[way[0]!.number]!))}`;
}

function gridMarkup(table: Table, steps: readonly StepResult[]): Markup {
  const cells = new Map<string, StepResult>();
  table.cells.forEach(({ row, column }, i) => {
    cells.set(`${row}\n${column}`, steps[i]!);
  });
  return markup`
    <table class="grid">
      <thead>
        <tr>
          <th scope="col">${table.rows} \\ ${table.columns}</th>
          ${
    table.columnHeads.map((head) => markup`<th scope="col">${head}</th>`)
  }
        </tr>
      </thead>
      <tbody>
        ${
    table.rowHeads.map((row) =>
      markup`
        <tr>
          <th scope="row">${row}</th>
          ${
        table.columnHeads.map((column) =>
          cellMarkup(cells.get(`${row}\n${column}`))
        )
      }
        </tr>`
    )
  }
      </tbody>
    </table>`;
}

function cellMarkup(step: StepResult | undefined): Markup {
  if (step === undefined) return markup`<td>-</td>`;
  const { outcome, mismatches } = step;
  const differs = mismatches.length > 0;
  return markup`
    <td${classIf(differs, "differs")}>
      ${outcomeMarkup(outcome)}
      ${outcome !== null && markup`<br><small>${outcome.reason}</small>`}
      ${differs && markup` <span class="tag bad">differs</span>`}
    </td>`;
}

function failedMarkup(
  scenario: Scenario,
  { label, call, mismatches }: StepResult,
): Markup {
  return markup`
    <div class="step differs">
      <h4><span class="label">${label}</span> <code>${call}</code></h4>
      ${mismatchesMarkup(scenario, mismatches)}
    </div>`;
}

/** Cells that went the same way. */
function waysOf(steps: readonly StepResult[]): StepResult[][] {
  const ways = new Map<string, StepResult[]>();
  for (const step of steps) {
    const { outcome } = step;
    if (outcome === null) continue;
    const { reason, restricted, errno, calls } = outcome;
    const called = calls.map(({ operation }) => operation);
    const key = JSON.stringify([reason, restricted, errno, called]);
    const same = ways.get(key);
    if (same === undefined) ways.set(key, [step]);
    else same.push(step);
  }
  return [...ways.values()];
}

function wayMarkup(
  way: readonly StepResult[],
  path: readonly RulePlace[],
): Markup {
  const { outcome } = way[0]!;
  return markup`
    <details class="way">
      <summary>
        ${outcomeMarkup(outcome)} <code>${outcome!.reason}</code>${" "}
        <span class="asserted">${counted(way.length, "cell")}</span>
      </summary>
      <p class="quiet">${way.map(({ label }) => label).join(", ")}</p>
      ${pathMarkup(path, { links: true })}
      ${eventsMarkup(outcome!)}
    </details>`;
}
