/**
 * The path through the rules as text.
 *
 * @module
 */
import { formatFlags } from "../abi/flags.ts";
import { VM } from "../abi/vm.ts";
import { hex } from "../abi/word.ts";
import type { Outcome } from "../mm/outcome.ts";
import { outcomeWord } from "../question/question.ts";
import type { RulePlace } from "../question/rule_path.ts";
import type { Style } from "../report/style.ts";
import { oneLine } from "../writing/printable.ts";
import { wrap, wrapCall } from "../writing/wrap.ts";
import type { Explanation } from "./explanation.ts";

/** How text is written. */
export interface TextOptions {
  /** Marks up text. */
  readonly style: Style;
  /** Columns of a line. */
  readonly width: number;
  /** Every rule in full. */
  readonly verbose: boolean;
}

function labelOf({ rule, state }: RulePlace): string {
  if (state === "decided") return "DECIDED";
  return state === "applied" && rule.effect === "restrict"
    ? "restricted"
    : state;
}

const LABEL_WIDTH = 13;

/**
 * The call, its outcome, and the path that led to it, line by line; notes, such
 * as those of {@linkcode notesOf}, stand below.
 */
export function pathLines(
  { call, outcome, path }: Explanation,
  options: TextOptions,
  notes: readonly string[] = [],
): string[] {
  const { style, width } = options;
  return [
    ...wrapCall(oneLine(call), { width, indent: 4, first: "" })
      .map(style.bold),
    ...outcomeLines(outcome, options),
    "",
    ...ruleLines(path, outcome, options),
    ...hazardLines(outcome, options),
    ...notes.flatMap((note) =>
      wrap(oneLine(note), {
        width,
        indent: 15,
        first: `  ${"note".padEnd(LABEL_WIDTH)}`,
      })
    ),
  ];
}

function outcomeLines(
  outcome: Outcome,
  { style, width }: TextOptions,
): string[] {
  const word = outcomeWord(outcome);
  if (word === "stops") return [`  ${style.bad("The kernel stops.")}`];
  if (outcome.errno !== 0) {
    return [`  ${style.bad(word)}, because of ${outcome.reason}`];
  }
  const { vma } = outcome;
  if (vma === null) return [`  ${style.good(word)}, by ${outcome.reason}`];
  const flags = formatFlags(vma.flags, VM);
  return [
    `  ${style.good(word)} at ${hex(vma.start)}, by ${outcome.reason}`,
    ...wrap(`VM flags ${flags.replaceAll("|", "| ")}`, { width, indent: 4 })
      .map((line) => style.dim(line.replaceAll("| ", "|"))),
  ];
}

function ruleLines(
  path: readonly RulePlace[],
  outcome: Outcome,
  options: TextOptions,
): string[] {
  const { style, width, verbose } = options;
  const lines: string[] = [];
  const skipped: string[] = [];
  let source = "";
  for (const place of path) {
    const { rule, state } = place;
    if (state === "not reached" && !verbose) {
      skipped.push(rule.id);
      continue;
    }
    if (rule.source !== source) {
      source = rule.source;
      lines.push(style.dim(source));
    }
    lines.push(...placeLines(place, outcome, options));
  }
  if (skipped.length > 0) {
    lines.push(
      ...wrap(skipped.join(", "), {
        width,
        indent: 2 + LABEL_WIDTH,
        first: `  ${"not reached".padEnd(LABEL_WIDTH)}`,
      }).map(style.dim),
    );
  }
  return lines;
}

function placeLines(
  place: RulePlace,
  outcome: Outcome,
  { style, width, verbose }: TextOptions,
): string[] {
  const { rule, state } = place;
  const label = labelOf(place).padEnd(LABEL_WIDTH);
  const plain = state === "passed" || state === "not reached";
  const head = state === "decided"
    ? style.bold(`  ${label}${rule.id}: ${outcomeWord(outcome)}`)
    : plain
    ? style.dim(`  ${label}${rule.id}`)
    : style.warn(`  ${label}${rule.id}`);
  if (plain && !verbose) return [head];
  const text = wrap(rule.sentence, { width, indent: 2 + LABEL_WIDTH });
  return [head, ...(plain ? text.map(style.dim) : text)];
}

function hazardLines(outcome: Outcome, options: TextOptions): string[] {
  const { style, width } = options;
  const lines: string[] = [];
  for (const { id, effect, sentence, source } of outcome.hazards) {
    lines.push(
      style.bad(`  hazard       ${id} (${effect})`),
      ...wrap(`${sentence} ${source}`, { width, indent: 15 }),
    );
  }
  for (const { text } of outcome.messages) {
    lines.push(
      ...wrap(oneLine(text), {
        width,
        indent: 15,
        first: "  dmesg        ",
      }),
    );
  }
  return lines;
}
