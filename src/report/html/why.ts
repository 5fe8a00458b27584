/**
 * Why a call ended as it did: its way through the rules, and what else the
 * kernel did on the way.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { errnoName } from "../../abi/errno.ts";
import { formatFlags } from "../../abi/flags.ts";
import { VM } from "../../abi/vm.ts";
import { hex, type Word } from "../../abi/word.ts";
import type { DriverCall, Outcome } from "../../mm/outcome.ts";
import type { Rule } from "../../policy/rules.ts";
import type { RulePlace } from "../../question/rule_path.ts";
import { mapText } from "../../scenario/run/describe.ts";
import { joined, type Markup, markup } from "./markup.ts";
import { counted } from "./units.ts";

/** How a way is shown. */
export interface PathOptions {
  /** Rules are links into the page's list of rules; else they are in full. */
  readonly links: boolean;
}

/** The rules in order; those that did not apply are folded. */
export function pathMarkup(
  path: readonly RulePlace[],
  options: PathOptions,
): Markup {
  const items: Markup[] = [];
  let folded: RulePlace[] = [];
  const fold = (): void => {
    if (folded.length > 0) items.push(foldedMarkup(folded, options));
    folded = [];
  };
  for (const place of path) {
    if (place.state === "passed" || place.state === "not reached") {
      if (folded.length > 0 && folded[0]!.state !== place.state) fold();
      folded.push(place);
    } else {
      fold();
      items.push(ruleMarkup(place, options));
    }
  }
  fold();
  return markup`<ol class="path">${items}</ol>`;
}

function foldedMarkup(
  places: readonly RulePlace[],
  { links }: PathOptions,
): Markup {
  const rules = places.map(({ rule }) => rule);
  const count = counted(places.length, "rule");
  return markup`
    <li class="folded">
      <details>
        <summary>
          ${count} ${
    places[0]!.state === "passed" ? "did not apply" : "not reached"
  }
        </summary>
        ${
    links
      ? joined(rules.map((rule) => nameMarkup(rule, links)), ", ")
      : rules.map((rule) =>
        markup`<p>${nameMarkup(rule, links)} ${rule.sentence}</p>`
      )
  }
      </details>
    </li>`;
}

function nameMarkup({ id }: Rule, links: boolean): Markup {
  const name = markup`<code>${id}</code>`;
  return links ? markup`<a href="#rule-${id}">${name}</a>` : name;
}

function ruleMarkup(
  { rule, state }: RulePlace,
  { links }: PathOptions,
): Markup {
  const { effect, sentence, source } = rule;
  return markup`
    <li class="${state} ${effect}">
      ${nameMarkup(rule, links)} <span class="role">${state}</span><br>
      ${sentence} <span class="source">${source}</span>
    </li>`;
}

/** The hazards of a call, the calls of the driver and the kernel's log. */
export function eventsMarkup({ calls, messages, hazards }: Outcome): Markup {
  return markup`
    ${
    hazards.map(({ id, effect, sentence, source }) =>
      markup`
      <p class="hazard">
        <b>Hazard</b> <code>${id}</code> (${effect}): ${sentence}${" "}
        <span class="source">${source}</span>
      </p>`
    )
  }
    ${
    calls.length > 0 && markup`
      <h5>Calls to the driver</h5>
      <ul class="calls">
        ${calls.map((call) => markup`<li><code>${callText(call)}</code></li>`)}
      </ul>`
  }
    ${
    messages.length > 0 && markup`
      <h5>Kernel log</h5>
      <pre>${messages.map(({ text }) => text).join("\n")}</pre>`
  }`;
}

/** A call of a driver's operation, as strace would print it. */
export function callText(call: DriverCall): string {
  const { operation, file } = call;
  const parts = [file, ...argumentTexts(call)];
  return `${operation}(${parts.join(", ")}) = ${answerText(call)}`;
}

function argumentTexts(call: DriverCall): string[] {
  const { length, pgoff, flags, start, end, count, position } = call;
  const page = (at: Word = 0): string => `page ${hex(at)}`;
  switch (call.operation) {
    case "mmap_capabilities":
      return [];
    case "get_unmapped_area":
      return [`${length} bytes`, page(pgoff), mapText(flags ?? 0)];
    case "mmap":
    case "mmap_prepare":
      return [
        `${hex(start ?? 0)}-${hex(end ?? 0)}`,
        page(pgoff),
        formatFlags(flags ?? 0, VM),
      ];
    case "read":
      return [`${count} bytes`, `position ${position}`];
  }
}

function answerText({ operation, result }: DriverCall): string {
  if (result < 0) return `-${errnoName(-Number(result))}`;
  switch (operation) {
    case "mmap_capabilities":
      return formatFlags(Number(result), CAPABILITY);
    case "get_unmapped_area":
      return hex(result);
    default:
      return String(result);
  }
}
