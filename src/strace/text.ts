/**
 * A diagnosis as text.
 *
 * @module
 */
import { ABSENT_CALLS } from "../explain/absent_calls.ts";
import { ignoredNotes, notesOf } from "../explain/notes.ts";
import { mapFlags } from "../question/make.ts";
import type { TextOptions } from "../explain/path_text.ts";
import { findWays, isSuccess, type Way } from "../explain/ways.ts";
import { changesText } from "../explain/ways_text.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { findRule } from "../policy/rules.ts";
import { outcomeWord } from "../question/question.ts";
import { oneLine } from "../writing/printable.ts";
import { wrap, wrapCall } from "../writing/wrap.ts";
import type { Cause, Diagnosis, Probe } from "./diagnose.ts";
import type { LoggedEvent } from "./history.ts";
import { remedies } from "./remedies.ts";
import type { LoggedCall, LoggedMapping } from "./log.ts";
import type { Supposition } from "./suppose.ts";

const INDENT = 5;
/** Suppositions and ways that are shown for one cause. */
const SHOWN = 3;

/** A diagnosis, line by line. */
export function diagnosisLines(
  diagnosis: Diagnosis<LoggedMapping | LoggedCall>,
  edition: AnyEdition,
  options: TextOptions,
  before: readonly LoggedEvent[] = [],
): string[] {
  const { call, causes, probe } = diagnosis;
  const { style, width } = options;
  const lines = wrapCall(oneLine(call.text), { width, indent: 4, first: "" })
    .map(style.bold);
  const question = causes[0]?.suppositions[0]?.question;
  const notes = "request" in call
    ? [
      ...earlierCalls(before),
      ...(question === undefined ? [] : notesOf(question, edition)),
    ]
    : remarks(call);
  for (const text of notes) {
    lines.push(
      ...wrap(oneLine(text), { width, indent: 4, first: "  " })
        .map(style.dim),
    );
  }
  lines.push("");
  if (causes.length === 0) {
    return [...lines, ...contradictionLines(diagnosis, edition, options)];
  }
  const worked = isSuccess(outcomeWord(causes[0]!.suppositions[0]!.outcome));
  if (causes.length > 1) {
    lines.push(style.bold(
      `One of these ${causes.length} ${worked ? "ways" : "causes"}`,
    ));
  }
  causes.forEach((cause, place) => {
    lines.push(...causeLines(cause, place, edition, options, doWithout(call)));
  });
  if (causes.length > 1 && !("request" in call)) {
    lines.push("", ...apartLines(call, causes.length, probe, options));
  }
  return lines;
}

/** How a program does without a call that needs an MMU. */
function doWithout(call: LoggedMapping | LoggedCall): string | undefined {
  return "request" in call && call.request.kind === "absent"
    ? ABSENT_CALLS[call.request.name]
    : undefined;
}

/** Earlier calls that are told of a call about memory. */
const EARLIER = 4;

function earlierCalls(before: readonly LoggedEvent[]): string[] {
  const shown = before.slice(-EARLIER);
  return [
    ...(shown.length < before.length
      ? [`After ${before.length} calls about this memory, the last of them`]
      : []),
    ...shown.map(({ line, text }) => `After line ${line}: ${text}`),
  ];
}

function remarks(
  { file, unknown, offsetInPages, flags, address }: LoggedMapping,
): string[] {
  const list: string[] = [];
  if (offsetInPages) {
    list.push("The offset of mmap2 is taken for a number of pages.");
  }
  if (unknown.length > 0) {
    list.push(`Not known here and left out: ${oneLine(unknown.join(", "))}`);
  }
  if (file !== undefined && file.mode === undefined) {
    list.push("Assumed: opened O_RDWR; the log does not say.");
  }
  list.push(...ignoredNotes({ flags: mapFlags(flags), address }));
  return list;
}

function causeLines(
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

function suppositionText({ what, besides, source }: Supposition): string {
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

function apartLines(
  { file }: LoggedMapping,
  count: number,
  probe: Probe | undefined,
  { style, width }: TextOptions,
): string[] {
  const head = style.bold("To tell them apart");
  if (probe === undefined) {
    const isOnDisk = file?.path.startsWith("/") &&
      !file.path.startsWith("/dev/");
    const look = isOnDisk
      ? "/proc/mounts has the filesystem of the file."
      : "look at the driver's file_operations.";
    return [
      head,
      ...wrap(`No other request of a program does; ${look}`, {
        width,
        indent: 2,
      }),
    ];
  }
  const { changes, seen } = probe;
  const answers = [...Map.groupBy(
    Array.from({ length: count }, (_, place) => place),
    (place) => seen[place]!,
  )].map(([word, places]) =>
    `${word === "ok" ? "success" : word} means ${
      places.map((place) => place + 1).join(" or ")
    }`
  );
  const text = changes.map((change) => change.text).join(", ");
  return [
    head,
    ...wrap(`try the same call with ${text}: ${answers.join("; ")}`, {
      width,
      indent: 4,
      first: "  ",
    }),
  ];
}

function contradictionLines(
  { call, rejected }: Diagnosis<LoggedMapping | LoggedCall>,
  edition: AnyEdition,
  { style, width, verbose }: TextOptions,
): string[] {
  const { errno, value } = call.result;
  const result = errno ?? (value === undefined ? "no result" : "success");
  const lines = wrap(
    `This contradicts the engine: nothing that was supposed gives ${result} on ${edition.id}.`,
    { width },
  ).map(style.bad);
  lines.push("It tried");
  const plain = rejected.filter(({ besides }) => besides.length === 0);
  const tried = verbose || plain.length === 0 ? rejected : plain;
  for (const one of tried) {
    const { outcome } = one;
    const text = suppositionText(one) || "as the call says";
    lines.push(...wrap(
      `${text}: ${outcomeWord(outcome)} by ${outcome.reason}`,
      { width, indent: 4, first: "  - " },
    ));
  }
  lines.push(...wrap(
    errno === undefined
      ? "Perhaps this kernel has an MMU."
      : "Perhaps this kernel has an MMU or is another release (--kernel), or a security module or seccomp refuses, or the driver declares something else: describe it with options (nommap explain --help).",
    { width },
  ));
  return lines;
}
