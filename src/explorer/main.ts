/// <reference lib="dom" />
/**
 * The explorer in the browser: reads the switches, asks the engine, shows the
 * answer, and keeps the link up to date.
 *
 * @module
 */
import type { Markup } from "../report/html/markup.ts";
import { type Answer, answer } from "./answer.ts";
import { FIELDS } from "./fields.ts";
import { PRESETS } from "./presets.ts";
import { FieldError, questionOf } from "./question.ts";
import {
  fragmentOf,
  INITIAL,
  isUseful,
  type State,
  stateOf,
  withValues,
} from "./state.ts";
import { detailsMarkup, headlineMarkup } from "./view.ts";

type Control = HTMLInputElement | HTMLSelectElement;

const byId = <T extends HTMLElement>(id: string): T =>
  document.getElementById(id) as T;
const control = (id: string): Control => byId<Control>(`f-${id}`);

const headline = byId("headline");
const details = byId("details");
const scenario = byId("scenario");
const said = byId<HTMLOutputElement>("said");
const preset = byId<HTMLSelectElement>("preset");

let state: State = INITIAL;

function fill(element: HTMLElement, { source }: Markup): void {
  element.innerHTML = source;
}

function readControls(): State {
  const values: Record<string, string> = {};
  for (const id of FIELDS.keys()) {
    const element = control(id);
    const isCheck = element instanceof HTMLInputElement &&
      element.type === "checkbox";
    values[id] = isCheck ? (element.checked ? "on" : "") : element.value;
  }
  return withValues(INITIAL, values);
}

function writeControls(): void {
  for (const [id, value] of state) {
    const element = control(id);
    if (element instanceof HTMLInputElement && element.type === "checkbox") {
      element.checked = value === "on";
    } else if (element.value !== value) element.value = value;
  }
}

/** Switches that are of no use as the others stand are out of the way. */
function showUse(): void {
  for (const [id, field] of FIELDS) {
    const element = control(id);
    element.closest<HTMLElement>("[data-field]")!.hidden = !isUseful(
      field,
      state,
    );
  }
  for (const set of document.querySelectorAll("fieldset")) {
    set.hidden = set.querySelector("[data-field]:not([hidden])") === null;
  }
}

function showError(error: FieldError | undefined): void {
  for (const [id, { kind }] of FIELDS) {
    if (kind === "check") continue;
    const isWrong = error?.field === id;
    control(id).setAttribute("aria-invalid", String(isWrong));
    const text = document.getElementById(`e-${id}`);
    if (text !== null) text.textContent = isWrong ? error!.message : "";
  }
}

function show(): void {
  showUse();
  let shown: Answer;
  try {
    shown = answer(questionOf(state));
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    showError(error);
    const label = FIELDS.get(error.field)?.label ?? error.field;
    headline.textContent = `${label}: ${error.message}`;
    document.body.dataset.wrong = "";
    return;
  }
  delete document.body.dataset.wrong;
  showError(undefined);
  fill(headline, headlineMarkup(shown));
  fill(details, detailsMarkup(shown));
  scenario.textContent = shown.scenario;
}

/** Takes a state from a link, a preset or a cell. */
function take(next: State): void {
  state = next;
  writeControls();
  show();
}

function writeLink(): void {
  history.replaceState(null, "", `#${fragmentOf(state)}`);
}

async function copy(text: string, what: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    said.value = `${what} copied`;
  } catch {
    said.value = `The browser does not permit copying`;
  }
}

byId<HTMLFormElement>("form").addEventListener("submit", (event) => {
  event.preventDefault();
});
byId("form").addEventListener("input", ({ target }) => {
  if (target === preset) return;
  state = readControls();
  preset.value = "";
  show();
  writeLink();
});
preset.addEventListener("change", () => {
  const chosen = PRESETS[Number(preset.value)];
  if (preset.value === "" || chosen === undefined) return;
  take(withValues(INITIAL, chosen.values));
  writeLink();
});
details.addEventListener("click", ({ target }) => {
  const cell = (target as Element).closest<HTMLElement>(".cell");
  if (cell === null) return;
  const { prot, type = "" } = cell.dataset;
  const on = (bit: number): string => Number(prot) & bit ? "on" : "";
  take(withValues(state, {
    READ: on(1),
    WRITE: on(2),
    EXEC: on(4),
    flags: type,
  }));
  writeLink();
  details.querySelector<HTMLElement>('.cell[aria-pressed="true"]')?.focus();
});
byId("copy").addEventListener("click", () => {
  void copy(scenario.textContent, "Scenario");
});
byId("link").addEventListener("click", () => {
  void copy(location.href, "Link");
});
addEventListener("hashchange", () => take(stateOf(location.hash.slice(1))));

if (location.hash.length > 1) take(stateOf(location.hash.slice(1)));
else {
  preset.value = "0";
  take(withValues(INITIAL, PRESETS[0]!.values));
  writeLink();
}
