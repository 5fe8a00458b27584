/**
 * An answer as markup.
 *
 * @module
 */
import { formatFlags } from "../abi/flags.ts";
import { PROT } from "../abi/prot.ts";
import { hex } from "../abi/word.ts";
import { isSuccess, type Way } from "../explain/ways.ts";
import { changesText } from "../explain/ways_text.ts";
import type { Outcome } from "../mm/outcome.ts";
import { findRule } from "../policy/rules.ts";
import { type Markup, markup, scrolling } from "../report/html/markup.ts";
import { pictureMarkup } from "../report/html/figure.ts";
import { outcomeMarkup } from "../report/html/outcome.ts";
import { flagsMarkup } from "../report/html/regions.ts";
import { eventsMarkup, pathMarkup } from "../report/html/why.ts";
import type { Answer, Cell } from "./answer.ts";

/** Ways to one outcome that are shown. */
const SHOWN = 6;

/** The outcome in a few words, and why. */
export function headlineMarkup({ outcome }: Answer): Markup {
  return markup`
    ${outcomeMarkup(outcome)} <code>${outcome.reason}</code>${" "}
    <span class="sentence">${findRule(outcome.reason)?.sentence}</span>`;
}

/** Everything else about it. */
export function detailsMarkup(answer: Answer): Markup {
  const { outcome, run: { result, memory, names, paths } } = answer;
  return markup`
    <section aria-labelledby="h-call">
      <h2 id="h-call">The call</h2>
      <p><code class="call">${result.steps[0]!.call}</code></p>
      ${mappingMarkup(outcome)}
      ${eventsMarkup(outcome)}
    </section>
    <section aria-labelledby="h-memory">
      <h2 id="h-memory">The address space</h2>
      ${pictureMarkup(memory[0]!, names, 0)}
    </section>
    <section aria-labelledby="h-path">
      <h2 id="h-path">The way through the rules</h2>
      ${pathMarkup(paths[0]!, { links: false })}
    </section>
    <section aria-labelledby="h-ways">
      <h2 id="h-ways">What would change it</h2>
      ${waysMarkup(answer)}
    </section>
    <section aria-labelledby="h-table">
      <h2 id="h-table">Every protection and type</h2>
      ${scrolling("Outcomes by protection and type", tableMarkup(answer.table))}
    </section>`;
}

function mappingMarkup({ vma, value }: Outcome): Markup | false {
  return vma !== null && markup`
    <p>
      at <code>${hex(value)}</code>, VM flags${" "}
      <code>${flagsMarkup(vma.flags)}</code>
    </p>`;
}

function waysMarkup({ ways, outcome }: Answer): Markup {
  if (ways === undefined) {
    return markup`<p>Not searched for with a file in ramfs this large.</p>`;
  }
  const groups = Map.groupBy(ways, ({ outcome }) => outcome);
  const refused = outcome.errno !== 0;
  const shown = [...groups].filter(([word]) => !refused || isSuccess(word));
  if (shown.length === 0) {
    return markup`<p>Nothing that was tried makes this call succeed.</p>`;
  }
  return markup`
    <dl class="ways">
      ${
    shown.map(([word, all]) =>
      markup`
      <dt>${wordMarkup(word)}</dt>
      <dd>
        <ul>
          ${all.slice(0, SHOWN).map(wayMarkup)}
        </ul>
        ${
        all.length > SHOWN &&
        markup`<p class="quiet">and ${all.length - SHOWN} more</p>`
      }
      </dd>`
    )
  }
    </dl>`;
}

function wayMarkup({ changes, hazards }: Way): Markup {
  return markup`
    <li>
      ${changesText(changes)}
      ${
    hazards.length > 0 &&
    markup` <span class="tag bad">hazard ${hazards.join(", ")}</span>`
  }
    </li>`;
}

function wordMarkup(word: string): Markup {
  const kind = word === "stops"
    ? "stopped"
    : isSuccess(word)
    ? `k-${word}`
    : "errno";
  return markup`<span class="chip ${kind}">${
    word === "stops" ? "kernel stops" : word
  }</span>`;
}

function tableMarkup(table: Answer["table"]): Markup {
  return markup`
    <table class="grid">
      <thead>
        <tr>
          <th scope="col">prot \\ flags</th>
          ${table[0]!.map(({ type }) => markup`<th scope="col">${type}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${
    table.map((row) =>
      markup`
        <tr>
          <th scope="row">${protText(row[0]!.prot)}</th>
          ${row.map(cellMarkup)}
        </tr>`
    )
  }
      </tbody>
    </table>`;
}

function protText(prot: number): string {
  return formatFlags(prot, PROT);
}

function cellMarkup({ prot, type, outcome, isAsked }: Cell): Markup {
  return markup`
    <td>
      <button type="button" class="cell" data-prot="${prot}"
        data-type="${type}" aria-pressed="${isAsked ? "true" : "false"}"
        aria-label="${protText(prot)}, ${type}: ${labelOf(outcome)}">
        ${outcomeMarkup(outcome)}
        <small>${outcome?.reason}</small>
      </button>
    </td>`;
}

function labelOf(outcome: Outcome | null): string {
  if (outcome === null) return "kernel stops";
  const { errno, backing, reason } = outcome;
  return `${errno === 0 ? backing ?? "ok" : `error ${errno}`}, ${reason}`;
}
