/**
 * A diagnosis as text.
 *
 * @module
 */
import { ABSENT_CALLS } from "../explain/absent_calls.ts";
import { ignoredNotes, notesOf } from "../explain/notes.ts";
import { mapFlags } from "../question/make.ts";
import type { TextOptions } from "../explain/path_text.ts";
import { isSuccess } from "../explain/ways.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { outcomeWord } from "../question/question.ts";
import { oneLine } from "../writing/printable.ts";
import { wrap, wrapCall } from "../writing/wrap.ts";
import type { Diagnosis } from "./diagnose.ts";
import type { LoggedEvent } from "./history.ts";
import type { LoggedCall, LoggedMapping } from "./log.ts";
import { causeLines } from "./cause_text.ts";
import { apartLines, contradictionLines } from "./apart_text.ts";

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
