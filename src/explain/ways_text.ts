/**
 * What would change an outcome, as text.
 *
 * @module
 */
import type { Change } from "./changes/change.ts";
import type { TextOptions } from "./path_text.ts";
import { isSuccess, type Way } from "./ways.ts";
import { wrap } from "../writing/wrap.ts";
import { oneLine } from "../writing/printable.ts";

/** Ways to one outcome that are shown unless all are asked for. */
const SHOWN = 6;

/** The ways, grouped by the outcome that they lead to. */
export function waysLines(
  ways: readonly Way[],
  before: string,
  options: TextOptions,
): string[] {
  const { style, verbose } = options;
  const groups = Map.groupBy(ways, ({ outcome }) => outcome);
  const lines: string[] = [style.bold("What would change it")];
  const refused = !isSuccess(before);
  if (refused && ![...groups.keys()].some(isSuccess)) {
    lines.push("  Nothing that was tried makes this call succeed.");
  } else if (ways.length === 0) {
    lines.push("  Nothing that was tried changes it.");
  }
  for (const [outcome, all] of groups) {
    if (!verbose && refused && !isSuccess(outcome)) continue;
    const word = isSuccess(outcome) ? style.good(outcome) : style.bad(outcome);
    const safer = outcome === before ? " without the hazard" : "";
    lines.push(
      `  ${outcome === "stops" ? style.bad("kernel stops") : word}${safer}`,
    );
    const shown = verbose ? all : shortest(all);
    for (const way of shown) lines.push(...wayLines(way, options));
    if (shown.length < all.length) {
      lines.push(style.dim(
        `    ... and ${all.length - shown.length} more (--verbose)`,
      ));
    }
  }
  if (refused && !verbose) lines.push(...onlyOthers(ways, options));
  return lines;
}

/** The ways with fewest changes; longer ones only if there are few. */
function shortest(ways: readonly Way[]): readonly Way[] {
  return ways.slice(0, SHOWN);
}

function wayLines(way: Way, { width }: TextOptions): string[] {
  const text = oneLine(changesText(way.changes));
  const hazards = way.hazards.length === 0
    ? ""
    : ` (hazard ${way.hazards.join(", ")})`;
  const reason = isSuccess(way.outcome) ? "" : ` [${way.reason}]`;
  return wrap(`${text}${hazards}${reason}`, {
    width,
    indent: 6,
    first: "    - ",
  });
}

const GAINS = "the driver gains ";

/** Several changes as one sentence. */
export function changesText(changes: readonly Change[]): string {
  const gained = changes.filter(({ text }) => text.startsWith(GAINS));
  if (gained.length < 2) return changes.map(({ text }) => text).join(", and ");
  const others = changes.filter((change) => !gained.includes(change));
  const gains = gained.map(({ text }) => text.slice(GAINS.length));
  return [...others.map(({ text }) => text), GAINS + gains.join(" and ")]
    .join(", and ");
}

function onlyOthers(ways: readonly Way[], { width }: TextOptions): string[] {
  const working = ways.filter(({ outcome }) => isSuccess(outcome));
  const alone = working.some(({ changes }) =>
    changes.every(({ side }) => side === "program" || side === "history")
  );
  if (working.length === 0 || alone) return [];
  return wrap(
    "There is nothing that the program alone could ask for instead.",
    { width, indent: 2 },
  );
}
