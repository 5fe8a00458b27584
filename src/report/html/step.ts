/**
 * One step of a scenario: the call, what came of it, why, and the memory
 * before and after.
 *
 * @module
 */
import type { Mismatch, StepResult } from "../../scenario/run/result.ts";
import type { Scenario } from "../../scenario/types/scenario.ts";
import { placeText } from "../failure.ts";
import { pictureMarkup } from "./figure.ts";
import { type Markup, markup, scrolling } from "./markup.ts";
import type { ObservedResult } from "./observe.ts";
import { outcomeMarkup } from "./outcome.ts";
import { regionsMarkup } from "./regions.ts";
import { eventsMarkup, pathMarkup } from "./why.ts";

/** All steps of a scenario on one kernel. */
export function stepsMarkup(run: ObservedResult): Markup {
  const { memory, result: { steps } } = run;
  const drawn = memory.length;
  return markup`
    ${
    drawn > 0 && drawn < steps.length &&
    markup`<p class="note">Memory is drawn for the first ${drawn} of ${steps.length} steps: there is too much of it.</p>`
  }
    <ol class="steps">
      ${run.result.steps.map((step) => stepMarkup(step, run))}
    </ol>`;
}

function stepMarkup(step: StepResult, run: ObservedResult): Markup {
  const { number, call, outcome, mismatches } = step;
  const { result: { scenario, kernel }, memory: all, paths, names } = run;
  const { as, by = 0, note, asserted } = declaredStep(scenario, number, kernel);
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
  }${scenario.cramfsMmu === undefined && outcomeMarkup(outcome, memory)} ${
    assertedMarkup(asserted)
  }
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

/** What of a step is declared, whether with an MMU or without. */
interface DeclaredStep {
  readonly as?: string;
  readonly by?: number;
  readonly note?: string;
  /** Keys of what the kernel's expectation asserts. */
  readonly asserted: readonly string[];
}

function declaredStep(
  { steps, cramfsMmu }: Scenario,
  number: number,
  kernel: string,
): DeclaredStep {
  const keysOf = (expectation: { keys: object } | undefined): string[] =>
    Object.keys(expectation?.keys ?? {});
  const mapping = cramfsMmu?.steps[number];
  if (mapping !== undefined) {
    const found = mapping.expect.find(({ revisions }) =>
      revisions?.includes(kernel) ?? true
    );
    return { ...mapping, asserted: keysOf(found?.expectation) };
  }
  const step = steps[number]!;
  const found = step.expect.find(({ kernels }) =>
    kernels?.includes(kernel) ?? true
  );
  return { ...step, asserted: keysOf(found?.expectation) };
}

function assertedMarkup(keys: readonly string[]): Markup {
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
