/**
 * The command that holds recordings against the engine.
 *
 * @module
 */
import { conformFile } from "../conform/conform.ts";
import type { ConformTally } from "../conform/tally.ts";
import type { Disagreement } from "../conform/types.ts";
import { InputError } from "../errors.ts";
import { manyLines, oneLine } from "../writing/printable.ts";
import { readArguments } from "./arguments.ts";
import { openFile } from "./input.ts";
import { editionNamed } from "./kernel_option.ts";
import { interruption, pause } from "./interrupt.ts";
import { print, printError } from "./output.ts";
import { grouped } from "../writing/numbers.ts";
import { quote } from "../scenario/text/quote.ts";

/** `nommap conform`. */
export async function conformCommand(args: string[]): Promise<number> {
  const options = readArguments(args, { values: ["kernel", "limit"] });
  if (options.operands.length === 0) {
    throw new InputError("Name at least one file of recordings");
  }
  const kernel = options.value("kernel");
  const edition = kernel === undefined ? undefined : editionNamed(kernel);
  const limit = limitOf(options.value("limit"));
  interruption();
  let lines = 0;
  let differs = false;
  let damaged = false;
  const compared = () => pause(() => `${grouped(lines)} lines were compared`);
  for (const path of options.operands) {
    let problems = 0;
    const report = (problem: InputError): void => {
      if (problems++ < limit) printError(problem.message);
    };
    try {
      const tally = await conformFile(await openFile(path), path, {
        ...(edition === undefined ? {} : { edition }),
        onDisagreement: (disagreement, number) => {
          if (number < limit) {
            print(manyLines(disagreementText(path, disagreement)));
          }
        },
        onProblem: report,
        afterLine() {
          lines++;
          return compared();
        },
        pause: compared,
      });
      print(manyLines(tallyText(path, tally, limit, problems)));
      if (tally.disagreed > 0) differs = true;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      report(error);
    }
    if (problems > 0) damaged = true;
  }
  return damaged ? 2 : differs ? 1 : 0;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return 20;
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError(`'--limit' needs a number, not ${quote(text)}`);
  }
  return Number(text);
}

function disagreementText(path: string, found: Disagreement): string {
  const step = found.step === undefined ? "" : ` step ${found.step}`;
  const width = Math.max(...found.fields.map(({ field }) => field.length));
  const fields = found.fields.map(({ field, recorded, engine }) =>
    `  ${field.padEnd(width)}  recorded ${json(recorded)}\n` +
    `  ${"".padEnd(width)}  engine   ${json(engine)}\n`
  );
  return `${oneLine(path)}:${found.line}:1: ${found.subject}${step}\n${
    fields.join("")
  }` +
    `  path: ${found.path.join(" > ") || "none"}\n\n`;
}

function json(value: unknown): string {
  if (value === undefined) return "nothing";
  return JSON.stringify(
    value,
    (_key, part) => typeof part === "bigint" ? `0x${part.toString(16)}` : part,
  );
}

function tallyText(
  path: string,
  tally: ConformTally,
  limit: number,
  problems: number,
): string {
  const count = (number: number): string => grouped(number).padStart(11);
  const { results, skipped } = tally;
  const rows = [...results].sort((a, b) => b[1].agreed - a[1].agreed)
    .map(([result, { agreed, disagreed }]) =>
      `  ${result.padEnd(28)}${count(agreed)}${
        disagreed === 0 ? "" : `${count(disagreed)} differ`
      }\n`
    );
  const reasons = [...skipped].map(([reason, number]) =>
    `  not compared, ${reason}: ${grouped(number)}\n`
  );
  const passedOver = problems === 0
    ? ""
    : `  ${grouped(problems)} ${
      problems === 1 ? "line is" : "lines are"
    } damaged or not of this recording, and passed over\n`;
  const hidden = tally.disagreed > limit
    ? `  ${
      grouped(tally.disagreed - limit)
    } more disagreements are not printed (--limit)\n`
    : "";
  const what = tally.what === ""
    ? "not a recording"
    : `${tally.what}, ${tally.kernel}`;
  return `${oneLine(path)}: ${what}\n${rows.join("")}${
    reasons.join("")
  }${hidden}${passedOver}  ${grouped(tally.agreed)} agree, ${
    grouped(tally.disagreed)
  } differ\n`;
}
