/**
 * The options that choose reporters.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { combineReporters, type ReporterOptions } from "../report/reporters.ts";
import type { Reporter, Sink } from "../report/reporter.ts";
import { didYouMean } from "../scenario/text/nearest.ts";
import { hasColour, print, printAside } from "./output.ts";
import { REPORTERS } from "./reporters.ts";
import { terminalWidth } from "./terminal.ts";
import { checkTarget, writeWhole } from "./whole_file.ts";
import { quote } from "../scenario/text/quote.ts";

/** One reporter as it is asked for. */
export interface ReporterChoice {
  /** Its name. */
  readonly name: string;
  /** Where it writes; left out: to standard output. */
  readonly file?: string;
}

/**
 * Reads the values of `--reporter`, each `NAME` or `NAME:FILE`; none is
 * `pretty`.
 *
 * @throws {InputError} if a name is unknown, or two would write to one place.
 */
export function readReporters(values: readonly string[]): ReporterChoice[] {
  const choices = (values.length === 0 ? ["pretty"] : values).map(readReporter);
  const places = new Map<string, string>();
  for (const { name, file } of choices) {
    const place = file ?? "";
    const other = places.get(place);
    if (other !== undefined) {
      throw new InputError(
        `Reporters '${other}' and ${quote(name)} both write to ${
          file === undefined
            ? `standard output; give one a file: --reporter ${name}:FILE`
            : quote(file)
        }`,
      );
    }
    places.set(place, name);
  }
  return choices;
}

function readReporter(value: string): ReporterChoice {
  const colon = value.indexOf(":");
  const name = colon < 0 ? value : value.slice(0, colon);
  if (!Object.hasOwn(REPORTERS, name)) {
    throw new InputError(
      `Unknown reporter ${quote(name)}${
        didYouMean(name, Object.keys(REPORTERS))
      }`,
    );
  }
  if (colon < 0) return { name };
  const file = value.slice(colon + 1);
  if (file === "") {
    throw new InputError(`Reporter ${quote(value)} names no file after ':'`);
  }
  return { name, file };
}

/** Makes one reporter of all choices. Files are written when the run ends. */
export async function openReporters(
  choices: readonly ReporterChoice[],
  verbose: boolean,
): Promise<Reporter> {
  const common: ReporterOptions = verbose ? { verbose } : {};
  const reporters = await Promise.all(choices.map(async ({ name, file }) => {
    const make = await REPORTERS[name]!();
    return file === undefined
      ? make(print, { ...common, ...terminal() })
      : intoFile(file, (write) => make(write, common));
  }));
  return reporters.length === 1 ? reporters[0]! : combineReporters(reporters);
}

function terminal(): ReporterOptions {
  return {
    colour: hasColour(),
    ...(Deno.stdout.isTerminal() ? { width: terminalWidth() } : {}),
    ...(Deno.stderr.isTerminal() ? { progress: printAside } : {}),
  };
}

function intoFile(file: string, make: (write: Sink) => Reporter): Reporter {
  checkTarget(file);
  const parts: string[] = [];
  const reporter = make((text) => void parts.push(text));
  return {
    ...reporter,
    end(summary) {
      if (summary.interrupted) return;
      reporter.end(summary);
      writeWhole(file, parts.join(""));
    },
  };
}
