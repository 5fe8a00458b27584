/**
 * The command that holds recordings against the engine.
 *
 * @module
 */
import { conformFile, type ConformTally } from "../conform/conform.ts";
import type { Disagreement } from "../conform/types.ts";
import { InputError } from "../errors.ts";
import { readArguments } from "./arguments.ts";
import { openFile } from "./input.ts";
import { editionNamed } from "./kernel_option.ts";
import { print } from "./output.ts";

/** `nommap conform`. */
export async function conformCommand(args: string[]): Promise<number> {
  const options = readArguments(args, { values: ["kernel", "limit"] });
  if (options.operands.length === 0) {
    throw new InputError("Name at least one file of recordings");
  }
  const kernel = options.value("kernel");
  const edition = kernel === undefined ? undefined : editionNamed(kernel);
  const limit = limitOf(options.value("limit"));
  let differs = false;
  for (const path of options.operands) {
    const tally = await conformFile(await openFile(path), path, {
      ...(edition === undefined ? {} : { edition }),
      onDisagreement: (disagreement, number) => {
        if (number < limit) print(disagreementText(path, disagreement));
      },
    });
    print(tallyText(path, tally, limit));
    if (tally.disagreed > 0) differs = true;
  }
  return differs ? 1 : 0;
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return 20;
  if (!/^\d{1,9}$/.test(text)) {
    throw new InputError(`'--limit' needs a number, not '${text}'`);
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
  return `${path}:${found.line}:1: ${found.subject}${step}\n${
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

function tallyText(path: string, tally: ConformTally, limit: number): string {
  const count = (number: number): string =>
    number.toLocaleString("en-US").padStart(11);
  const { results, skipped } = tally;
  const rows = [...results].sort((a, b) => b[1].agreed - a[1].agreed)
    .map(([result, { agreed, disagreed }]) =>
      `  ${result.padEnd(28)}${count(agreed)}${
        disagreed === 0 ? "" : `${count(disagreed)} differ`
      }\n`
    );
  const reasons = [...skipped].map(([reason, number]) =>
    `  not compared, ${reason}: ${number.toLocaleString("en-US")}\n`
  );
  const hidden = tally.disagreed > limit
    ? `  ${
      tally.disagreed - limit
    } more disagreements are not printed (--limit)\n`
    : "";
  return `${path}: ${tally.what}, ${tally.kernel}\n${rows.join("")}${
    reasons.join("")
  }${hidden}  ${tally.agreed.toLocaleString("en-US")} agree, ${
    tally.disagreed.toLocaleString("en-US")
  } differ\n`;
}
