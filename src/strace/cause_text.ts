/**
 * A cause of a failure, line by line.
 *
 * @module
 */
import type { TextOptions } from "../explain/path_text.ts";
import { findWays, isSuccess, type Way } from "../explain/ways.ts";
import { changesText } from "../explain/ways_text.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { findRule } from "../policy/rules.ts";
import { outcomeWord } from "../question/question.ts";
import { oneLine } from "../writing/printable.ts";
import { wrap } from "../writing/wrap.ts";
import type { Cause } from "./diagnose.ts";
import { remedies } from "./remedies.ts";
import type { Supposition } from "./suppose.ts";

const INDENT = 5;
/** Suppositions and ways that are shown for one cause. */
const SHOWN = 3;

/** The cause with this place among all, from 0. */
export function causeLines(
  { reason, after, suppositions }: Cause,
  place: number,
  edition: AnyEdition,
  options: TextOptions,
  without: string | undefined,
): string[] {
  const { style, width, verbose } = options;
  const { outcome, question } = suppositions[0]!;
  const word = outcomeWord(outcome);
  const mark = isSuccess(word) ? style.good(word) : style.bad(word);
  const lines = [
    `${`  ${place + 1}. `.padEnd(INDENT)}${mark} by ${style.bold(reason)}`,
  ];
  for (const id of [...after, reason]) {
    const rule = findRule(id)!;
    lines.push(
      ...wrap(rule.sentence, { width, indent: INDENT }),
      style.dim(`     ${rule.source}`),
    );
  }
  conditions(suppositions, verbose).forEach((text, number) => {
    lines.push(...wrap(text, {
      width,
      indent: INDENT + 3,
      first: `     ${number === 0 ? "if" : "or"} `,
    }));
  });
  for (const { id, sentence } of outcome.hazards) {
    lines.push(
      ...wrap(`hazard ${id}: ${sentence}`, {
        width,
        indent: INDENT,
      }).map(style.warn),
    );
  }
  for (const { text } of outcome.messages) {
    lines.push(...wrap(oneLine(withoutOurs(text)), {
      width,
      indent: INDENT + 6,
      first: "     dmesg ",
    }));
  }
  if (isSuccess(word)) return lines;
  if (without !== undefined) {
    lines.push(
      ...wrap(without, { width, indent: INDENT + 3, first: "     -> " })
        .map(style.good),
    );
    return lines;
  }
  const ways = findWays(question, edition, remedies(suppositions[0]!))
    .filter((way) => isSuccess(way.outcome)).slice(0, SHOWN);
  for (const way of ways) lines.push(...remedyLines(way, options, reason));
  return lines;
}

/** A message of the kernel without the numbers of our simulation. */
function withoutOurs(text: string): string {
  return text.replace(/process \d+ \([^)]*\)/, "process ...")
    .replace(/0x[0-9a-f]+-0x[0-9a-f]+/, "...");
}

/** What has to be the case, one condition for each supposition. */
function conditions(
  suppositions: readonly Supposition[],
  verbose: boolean,
): string[] {
  const [first] = suppositions;
  const besides = first!.besides.join(", ");
  const sameForAll = suppositions.length > 1 && besides !== "" &&
    suppositions.every((one) => one.besides.join(", ") === besides);
  if (sameForAll && !verbose) return [besides];
  return (verbose ? suppositions : suppositions.slice(0, SHOWN))
    .map(suppositionText).filter((text) => text !== "");
}

/** What would have to be so; empty if nothing. */
export function suppositionText(
  { what, besides, source }: Supposition,
): string {
  const extra = besides.join(", ");
  if (what === "") return extra;
  const place = source === undefined ? "" : ` [${source}]`;
  return `it is ${what}${place}${extra === "" ? "" : `; and ${extra}`}`;
}

function remedyLines(
  { outcome, changes }: Way,
  { style, width }: TextOptions,
  reason: string,
): string[] {
  const shorter = reason === "no-contiguous-memory" &&
    changes[0]!.subject === "length";
  const text = shorter
    ? "a length that fits the largest free run, see /proc/buddyinfo"
    : changesText(changes);
  return wrap(oneLine(text), {
    width,
    indent: INDENT + 2,
    first: `     -> ${outcome}: `,
  }).map(style.good);
}
