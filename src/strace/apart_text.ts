/**
 * What tells causes apart, and what contradicts all of them, line by line.
 *
 * @module
 */
import type { TextOptions } from "../explain/path_text.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { outcomeWord } from "../question/question.ts";
import { wrap } from "../writing/wrap.ts";
import type { Diagnosis, Probe } from "./diagnose.ts";
import type { LoggedCall, LoggedMapping } from "./log.ts";
import { suppositionText } from "./cause_text.ts";

/** What to look at, or to try, to know which cause it is. */
export function apartLines(
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

/** That no cause fits what was logged. */
export function contradictionLines(
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
