/**
 * A scenario file that starts from a log of strace: a scenario for each call,
 * under the simplest supposition that agrees with what the log says.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import { releaseParts } from "../question/make.ts";
import { oneLine } from "../writing/printable.ts";
import type { Question } from "../question/question.ts";
import { ask } from "../question/question.ts";
import type { FileSpec } from "../scenario/types.ts";
import { diagnose, type Diagnosis } from "../strace/diagnose.ts";
import type { LoggedMapping } from "../strace/log.ts";
import type { Supposition } from "../strace/suppose.ts";
import { scenarioText } from "../writing/scenario.ts";
import { expectText } from "../writing/step.ts";
import { wrap } from "../writing/wrap.ts";

/** What a file from a log is made of. */
export interface FromStraceOptions {
  /** Name that the ids begin with. */
  readonly name: string;
  /** The file of every call; left out: supposed from its path. */
  readonly declared?: FileSpec | undefined;
  /** The policy of the kernel. */
  readonly edition: AnyEdition;
  /** The name of the kernel: of the edition, or of one of its releases. */
  readonly kernel: string;
  /** What the line for editors names as the schema. */
  readonly schema: string;
}

/** The text of the file, with a document for each call that is given. */
export function fromStraceText(
  calls: readonly LoggedMapping[],
  options: FromStraceOptions,
): string {
  const documents = calls.map((call) => {
    const diagnosis = diagnose(call, options.edition, options.declared);
    return documentOf(diagnosis, options);
  });
  return `# yaml-language-server: $schema=${options.schema}
#
# From a log of strace. What a driver declares is not in the log: it is supposed
# from the path. Correct what you know better.
#
${documents.join("---\n")}`;
}

function documentOf(
  { call, causes, rejected }: Diagnosis,
  { name, edition, kernel }: FromStraceOptions,
): string {
  const [cause] = causes;
  const supposed = cause?.suppositions[0] ?? rejected[0]!;
  const comments = [
    call.text,
    ...(cause === undefined
      ? [
        `The log contradicts the engine, which answers what is expected below.`,
      ]
      : [`Supposed: ${suppositionOf(supposed)}.`]),
    ...causes.slice(1).map(({ reason, suppositions }) =>
      `Or by ${reason}: ${suppositionOf(suppositions[0]!)}.`
    ),
  ];
  const lines = comments.flatMap((text) =>
    wrap(oneLine(text), { width: 78, indent: 2, first: "" })
  );
  return lines.map((line) => `# ${line}\n`).join("") +
    scenarioOf(supposed.question, `${name}-line-${call.line}`, call, {
      edition,
      kernel,
    });
}

function suppositionOf({ what, besides, source }: Supposition): string {
  const parts = [what, ...besides].filter((part) => part !== "");
  if (parts.length === 0) return "nothing but the call";
  const place = source === undefined ? "" : ` (${source})`;
  return `${parts.join("; ")}${place}`;
}

function scenarioOf(
  { scenario, step }: Question,
  id: string,
  { line, file }: LoggedMapping,
  { edition, kernel }: Pick<FromStraceOptions, "edition" | "kernel">,
): string {
  const written = {
    ...scenario,
    ...releaseParts(edition, kernel),
    id,
    name: file === undefined
      ? "A program maps memory"
      : `A program maps ${oneLine(file.path)}`,
    source: `strace, line ${line}`,
  };
  return scenarioText(written, {
    expect: scenario.steps.map((_, number) => {
      if (number !== step) return undefined;
      const outcome = ask({ scenario, step }, edition);
      return outcome === null ? undefined : expectText(outcome);
    }),
  });
}
