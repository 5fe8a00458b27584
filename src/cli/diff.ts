/**
 * The command that compares two editions.
 *
 * @module
 */
import { comparisonSteps, editionsBetween } from "../diff/comparison.ts";
import { type Findings, findingsOf } from "../diff/findings.ts";
import { diffMarkdown } from "../diff/report/markdown.ts";
import { diffText } from "../diff/report/text.ts";
import { InputError } from "../errors.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import {
  compareRevisions,
  isRevision,
  revisionsText,
} from "./diff_revisions.ts";
import { kernelTitle } from "../policy/editions.ts";
import { kernelNamed } from "./kernel_option.ts";
import { inSteps, interruption } from "./interrupt.ts";
import { print } from "./output.ts";
import { terminalWidth } from "./terminal.ts";
import { grouped } from "../writing/numbers.ts";
import { quote } from "../scenario/text/quote.ts";

/** What `nommap diff --help` says. */
export const DIFF_HELP =
  `Tries every file, caller and request that the two kernels can tell apart, and
some thousand sequences of calls. Differences are told once for each cause:
what changed, since when, how many inputs it touches, and the plainest of them
as a scenario that passes on both kernels.

Two revisions of cramfs, such as v4 and v5, compare with each other and with
linux-6.12: every range of pages of an image with all layouts, with an MMU and
without.

  --format FORM     text (default), md or json; of revisions no md
  --uninitialised N what a variable that a revision never sets holds (default 0)
  --exit-code       answer 1 if anything differs, as diff(1) does`;

/** `nommap diff`. */
export async function diffCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: ["exit-code"],
    values: ["format", "uninitialised"],
  });
  const format = options.value("format") ?? "text";
  const write = FORMATS.get(format);
  if (write === undefined) {
    throw new InputError(
      `Unknown format ${quote(format)}; known: ${
        [...FORMATS.keys()].join(", ")
      }`,
    );
  }
  const [one, other, ...rest] = options.operands;
  if (one === undefined || other === undefined || rest.length > 0) {
    throw new InputError(
      "Two kernels are compared, as in 'nommap diff linux-6.1 linux-6.12'",
    );
  }
  if (isRevision(one) || isRevision(other)) {
    return diffOfRevisions(one, other, options, format);
  }
  if (options.value("uninitialised") !== undefined) {
    throw new InputError("Option '--uninitialised' is for revisions of cramfs");
  }
  const [from, to] = [kernelNamed(one), kernelNamed(other)];
  const [before, after] = [from.edition, to.edition];
  if (before === after) {
    throw new InputError(
      `${one} and ${other} are releases with the same policy, ${before.id}`,
    );
  }
  interruption();
  const editions = editionsBetween(before, after);
  let compared = 0;
  const comparison = await inSteps(
    comparisonSteps(editions, { compared: () => compared++ }),
    () => `${grouped(compared)} requests and sequences were compared`,
  );
  const found = findingsOf(comparison, editions);
  const titled = {
    ...found,
    before: kernelTitle(from.name, before.id),
    after: kernelTitle(to.name, after.id),
  };
  print(write(titled));
  return options.flag("exit-code") && found.differing > 0 ? 1 : 0;
}

function diffOfRevisions(
  one: string,
  other: string,
  options: Arguments,
  format: string,
): number {
  if (format === "md") {
    throw new InputError("Revisions of cramfs are compared as text or json");
  }
  const diff = compareRevisions(
    one,
    other,
    numberOf(options.value("uninitialised") ?? "0"),
  );
  print(
    format === "json"
      ? `${
        JSON.stringify(diff, (_, value) =>
          typeof value === "bigint" ? value.toString() : value, 2)
      }\n`
      : revisionsText(diff, terminalWidth()),
  );
  return options.flag("exit-code") && diff.differing > 0 ? 1 : 0;
}

function numberOf(text: string): number {
  const value = /^(0x[0-9a-f]{1,8}|\d{1,9})$/i.test(text) ? Number(text) : NaN;
  if (value >= 0) return value;
  throw new InputError(
    `Wrong value ${
      quote(text)
    } of option '--uninitialised'; it is a word of 32 bits`,
  );
}

const FORMATS: ReadonlyMap<string, (found: Findings) => string> = new Map([
  ["text", (found) => diffText(found, { width: terminalWidth() })],
  ["md", diffMarkdown],
  ["json", (found) => `${JSON.stringify(found, null, 2)}\n`],
]);
