/**
 * What a call came to, in a few words.
 *
 * @module
 */
import { errnoName } from "../../abi/errno.ts";
import { hex } from "../../abi/word.ts";
import type { Outcome } from "../../mm/outcome.ts";
import { type Markup, markup } from "./markup.ts";
import type { StepMemory } from "./observe.ts";
import { flagsMarkup } from "./regions.ts";
import { bytesText } from "./units.ts";

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
