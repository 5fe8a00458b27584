/**
 * One scenario of the report: a line to find it by, and behind it everything
 * that its runs on all kernels came to. Kernels with the same story share it.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { isFailure, type RunStatus } from "../../scenario/run/result.ts";
import type { Scenario } from "../../scenario/types/scenario.ts";
import { kernelsText } from "../../writing/kernels.ts";
import { placeText } from "../failure.ts";
import { declarationsMarkup } from "./declarations.ts";
import { type Markup, markup } from "./markup.ts";
import type { ObservedResult } from "./observe.ts";
import { stepsMarkup } from "./step.ts";
import { tableMarkup } from "./table.ts";

/** A scenario with its runs. */
export interface ScenarioRuns {
  /** The scenario. */
  readonly scenario: Scenario;
  /** Its runs, one for each kernel. */
  readonly runs: readonly ObservedResult[];
}

const NAMES: Readonly<Record<RunStatus, string>> = {
  passed: "passed",
  failed: "failed",
  known: "known to fail",
  "unexpected-pass": "passed unexpectedly",
};

const MARKS: Readonly<Record<RunStatus, string>> = {
  passed: "✓",
  failed: "✗",
  known: "~",
  "unexpected-pass": "✗",
};

const WORST_FIRST: readonly RunStatus[] = [
  "failed",
  "unexpected-pass",
  "known",
];

/** The worst status of several runs. */
export function worstOf(runs: readonly ObservedResult[]): RunStatus {
  return WORST_FIRST.find((status) =>
    runs.some(({ result }) => result.status === status)
  ) ?? "passed";
}

/** The line of a scenario; left out: the body is packed under its number. */
export function scenarioMarkup(
  { scenario, runs }: ScenarioRuns,
  number: number,
  body: Markup | undefined,
): Markup {
  const { id, name } = scenario;
  const status = worstOf(runs);
  const group = status === "unexpected-pass" ? "failed" : status;
  const kernels = runs.map(({ result }) => result.kernel);
  return markup`
    <details class="scenario ${group}" id="s-${id}" data-status="${group}"
      data-kernels="${kernels.join(" ")}"
      data-text="${searchText(scenario, runs)}"
      ${body === undefined && markup` data-part="${number}"`}>
      <summary>
        <span class="mark" aria-hidden="true">${MARKS[status]}</span>
        <span class="hidden">${NAMES[status]}: </span>
        <code class="id">${id}</code> <span class="name">${name}</span>${" "}
        <span class="kernels">${kernelsText(kernels)}</span>
      </summary>
      <div class="body">${body}</div>
    </details>`;
}

/** What the filter looks in. */
function searchText(
  { id, name, text, tags }: Scenario,
  runs: readonly ObservedResult[],
): string {
  const words = new Set<string>();
  for (const { outcome } of runs.flatMap(({ result }) => result.steps)) {
    if (outcome === null) continue;
    words.add(outcome.reason);
    if (outcome.errno !== 0) words.add(errnoName(outcome.errno));
    if (outcome.backing !== null) words.add(outcome.backing);
    for (const { id } of outcome.hazards) words.add(id);
  }
  return [id, name, text.file, ...tags, ...words].join(" ").toLowerCase();
}

/** Everything behind the line of a scenario. */
export function bodyMarkup({ scenario, runs }: ScenarioRuns): Markup {
  const { source, status, because } = scenario;
  const groups = groupsOf(runs);
  return markup`
    <p class="quiet">
      ${placeText(scenario, scenario.at)}
      ${source !== "" && markup` <span class="source">${source}</span>`}
    </p>
    ${
    status !== undefined &&
    markup`<p class="because"><b>${status}</b> ${because}</p>`
  }
    ${declarationsMarkup(scenario)}
    ${
    groups.length === 1
      ? markup`<p class="ran">${headMarkup(groups[0]!)}</p>${groups[0]!.story}`
      : groups.map((group, i) => groupMarkup(group, i === groups.length - 1))
  }`;
}

/** Runs with the same story. */
interface Group {
  readonly runs: ObservedResult[];
  readonly story: Markup;
}

function groupsOf(runs: readonly ObservedResult[]): Group[] {
  const groups = new Map<string, Group>();
  for (const run of runs) {
    const { scenario, status } = run.result;
    const story = scenario.table === undefined
      ? stepsMarkup(run)
      : tableMarkup(run);
    const key = `${status} ${story.source}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { runs: [run], story });
    else group.runs.push(run);
  }
  return [...groups.values()];
}

function groupMarkup(group: Group, isLast: boolean): Markup {
  const open = isLast || isFailure(group.runs[0]!.result);
  return markup`
    <details class="kernel"${open && markup` open`}>
      <summary>${headMarkup(group)}</summary>
      ${group.story}
    </details>`;
}

function headMarkup({ runs }: Group): Markup {
  const { status } = runs[0]!.result;
  const names = runs.map(({ result }) => result.kernel);
  return markup`
    <b>${names.join(", ")}</b>: <span class="status ${status}">
      ${NAMES[status]}
    </span>`;
}
