/**
 * The switches as a form.
 *
 * @module
 */
import { type Markup, markup } from "../report/html/markup.ts";
import { type Field, FIELD_GROUPS } from "./fields.ts";
import { PRESETS } from "./presets.ts";

/** The whole form. */
export function formMarkup(): Markup {
  return markup`
    <form id="form" aria-label="Switches" autocomplete="off">
      <label class="field">
        <span>Start from</span>
        <select id="preset">
          <option value="">…</option>
          ${
    PRESETS.map(({ name }, i) => markup`<option value="${i}">${name}</option>`)
  }
        </select>
      </label>
      ${
    FIELD_GROUPS.map(({ title, fields }) =>
      markup`
      <fieldset>
        <legend>${title}</legend>
        <div class="fields">${rowsOf(fields)}</div>
      </fieldset>`
    )
  }
    </form>`;
}

/** Checks that follow each other share a row. */
function rowsOf(fields: readonly Field[]): Markup[] {
  const rows: Markup[] = [];
  let checks: Markup[] = [];
  const close = (): void => {
    if (checks.length > 0) {
      rows.push(markup`<div class="checks">${checks}</div>`);
    }
    checks = [];
  };
  for (const field of fields) {
    if (field.kind === "check") checks.push(fieldMarkup(field));
    else {
      close();
      rows.push(fieldMarkup(field));
    }
  }
  close();
  return rows;
}

function fieldMarkup(field: Field): Markup {
  const { id, label, kind, choices, initial } = field;
  const kindClass = field.wide ? "field wide" : "field";
  switch (kind) {
    case "check":
      return markup`
        <label class="check" data-field="${id}">
          <input type="checkbox" id="f-${id}" name="${id}">
          <span>${label}</span>
        </label>`;
    case "select":
      return markup`
        <label class="${kindClass}" data-field="${id}">
          <span>${label}</span>
          <select id="f-${id}" name="${id}">
            ${
        choices!.map((choice) =>
          markup`<option value="${choice.value}">${choice.label}</option>`
        )
      }
          </select>
        </label>`;
    case "number":
      return markup`
        <label class="${kindClass}" data-field="${id}">
          <span>${label}</span>
          <input type="text" id="f-${id}" name="${id}" value="${initial}"
            spellcheck="false" maxlength="40" aria-describedby="e-${id}">
          <span class="error" id="e-${id}"></span>
        </label>`;
  }
}
