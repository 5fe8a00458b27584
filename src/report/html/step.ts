/**
 * One step of a scenario: the call, what came of it, why, and the memory
 * before and after.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { hex } from "../../abi/word.ts";
import type { Outcome } from "../../mm/outcome.ts";
import type { Mismatch, StepResult } from "../../scenario/run/result.ts";
import type { Scenario } from "../../scenario/types/scenario.ts";
import type { Step } from "../../scenario/types/step.ts";
import { placeText } from "../failure.ts";
import { joined, type Markup, markup, scrolling } from "./markup.ts";
import type { ObservedResult, StepMemory } from "./observe.ts";
import { type MappingNames, picture } from "./picture.ts";
import { flagsMarkup, regionsMarkup } from "./regions.ts";
import { bytesText } from "./units.ts";
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
        ${memory !== undefined && pictureMarkup(memory, names, step)}
        <div class="text">
          ${
    outcome !== null &&
    markup`${pathMarkup(paths[number]!)}${eventsMarkup(outcome)}`
  }
          ${
    memory !== undefined && regionsMarkup(memory.after, memory.before, names)
  }
        </div>
      </div>
    </li>`;
}

/** What a call came to, in a few words. */
export function outcomeMarkup(
  outcome: Outcome | null,
  memory?: StepMemory,
): Markup {
  if (outcome === null) return chip("stopped", "kernel stopped");
  const { errno, backing, vma, hazards } = outcome;
  if (hazards.some(({ effect }) => effect === "fatal")) {
    return chip("stopped", "kernel stops");
  }
  if (errno !== 0) return chip("errno", errnoName(errno));
  if (backing === null) return chip("ok", "ok");
  // The mapping may have changed since: what it was is in the snapshot.
  const seen = memory?.after.vmas.find(({ id }) => id === vma?.id);
  return markup`${chip(`k-${backing}`, backing)}${
    seen !== undefined &&
    markup` ${bytesText(seen.end - seen.start)} at <code>${
      hex(seen.start)
    }</code>, <code>${flagsMarkup(seen.flags)}</code>`
  }`;
}

function chip(kind: string, text: string): Markup {
  return markup`<span class="chip ${kind}">${text}</span>`;
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

function pictureMarkup(
  { before, after }: StepMemory,
  names: MappingNames,
  { number }: StepResult,
): Markup {
  const same = before === after;
  const moments = same ? [{ title: "unchanged", snapshot: after }] : [
    { title: "before", snapshot: before },
    { title: "after", snapshot: after },
  ];
  const when = same ? "at" : "before and after";
  const title = `Memory ${when} step ${number + 1}; the regions are listed too`;
  const processes = after.processes.map(({ name, ptraced, exited }, i) =>
    markup`<b>${i + 1}</b> ${name}${ptraced && " (traced)"}${
      exited && " (exited)"
    }`
  );
  return markup`
    <figure>
      ${
    scrolling(
      `Picture of the memory, step ${number + 1}`,
      picture(moments, names, title),
    )
  }
      <figcaption>${joined(processes, ", ")}</figcaption>
    </figure>`;
}
