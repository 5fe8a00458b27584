/**
 * One step of a scenario: the call, what came of it, why, and the memory
 * before and after.
 *
 * @module
 */
import type { Mismatch, StepResult } from "../../scenario/run/result.ts";
import type { Scenario } from "../../scenario/types/scenario.ts";
import type { Step } from "../../scenario/types/step.ts";
import { placeText } from "../failure.ts";
import { pictureMarkup } from "./figure.ts";
import { type Markup, markup, scrolling } from "./markup.ts";
import type { ObservedResult } from "./observe.ts";
import { outcomeMarkup } from "./outcome.ts";
import { regionsMarkup } from "./regions.ts";
import { eventsMarkup, pathMarkup } from "./why.ts";

/** All steps of a scenario on one kernel. */
export function stepsMarkup(run: ObservedResult): Markup {
  return markup`
    <ol class="steps">
      ${run.result.steps.map((step) => stepMarkup(step, run))}
    </ol>`;
}

function stepMarkup(step: StepResult, run: ObservedResult): Markup {
  const { number, call, outcome, mismatches } = step;
  const { result: { scenario, kernel }, memory: all, paths, names } = run;
  const { as, by, note, expect } = scenario.steps[number]!;
  const memory = all[number];
  return markup`
    <li class="step ${mismatches.length === 0 ? "same" : "differs"}">
      <h4>
        <span class="label">${number + 1}${as !== undefined && ` ${as}`}</span>
        <code>${call}</code>
      </h4>
      <p class="quiet">
        ${
    scenario.processes.length > 1 &&
    markup`<span class="tag">${scenario.processes[by]!.name}</span> `
  }${outcomeMarkup(outcome, memory)} ${assertedText(expect, kernel)}
      </p>
      ${note !== undefined && markup`<p class="note">${note}</p>`}
      ${mismatches.length > 0 && mismatchesMarkup(scenario, mismatches)}
      <div class="cols">
        ${memory !== undefined && pictureMarkup(memory, names, number)}
        <div class="text">
          ${
    outcome !== null &&
    markup`${pathMarkup(paths[number]!, { links: true })}${
      eventsMarkup(outcome)
    }`
  }
          ${
    memory !== undefined && regionsMarkup(memory.after, memory.before, names)
  }
        </div>
      </div>
    </li>`;
}

function assertedText(expect: Step["expect"], kernel: string): Markup {
  const found = expect.find(({ kernels }) =>
    kernels === undefined || kernels.includes(kernel)
  );
  const keys = Object.keys(found?.expectation.keys ?? {});
  return markup`<span class="asserted">${
    keys.length === 0 ? "nothing asserted" : `asserted: ${keys.join(", ")}`
  }</span>`;
}

/** What differs, as a table. */
export function mismatchesMarkup(
  scenario: Scenario,
  mismatches: readonly Mismatch[],
): Markup {
  return scrolling(
    "What differs",
    markup`
    <table class="mismatches">
      <thead>
        <tr>
          <th scope="col">Property</th>
          <th scope="col">Expected</th>
          <th scope="col">Actual</th>
          <th scope="col">Place</th>
        </tr>
      </thead>
      <tbody>
        ${
      mismatches.map(({ key, expected, actual, at }) =>
        markup`
        <tr>
          <th scope="row">${key}</th>
          <td><code>${expected}</code></td>
          <td><code>${actual}</code></td>
          <td>${placeText(scenario, at)}</td>
        </tr>`
      )
    }
      </tbody>
    </table>`,
  );
}
