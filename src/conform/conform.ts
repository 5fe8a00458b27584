/**
 * Holding a whole recording against the engine.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { Edition } from "../policy/edition.ts";
import {
  type AnyEdition,
  DEFAULT_EDITION,
  findEdition,
} from "../policy/editions.ts";
import { LINUX_2_6_11_BDI } from "../policy/editions/linux_2_6_11_bdi.ts";
import type { ListEdition } from "../policy/list_edition.ts";
import { createBdiComparer, isBdiHeader } from "./bdi/comparer.ts";
import { textOf } from "./fields.ts";
import { createDecisionComparer } from "./decisions.ts";
import { type JsonLine, parseJsonLine, readTextLines } from "./lines.ts";
import { createSequenceComparer } from "./sequences.ts";
import { createRecordingComparer } from "./recording.ts";
import type { RecordingHeader } from "../referee/recording/format.ts";
import {
  isHeader,
  openRecording as openRefereeRecording,
} from "../referee/recording/replay.ts";
import type { Comparer, ConformSink } from "./types.ts";
import {
  type ConformTally,
  type DisagreementListener,
  Tally,
} from "./tally.ts";

/** Options of {@linkcode conformFile}. */
export interface ConformOptions {
  /** The edition; left out: from the name of the file. */
  readonly edition?: AnyEdition;
  /** Called for every disagreement, with its number from 0. */
  readonly onDisagreement?: DisagreementListener;
  /**
   * Called for a line that is damaged or not of this recording, which is then
   * passed over; left out: the first one ends the comparison.
   */
  readonly onProblem?: (problem: InputError) => void;
  /** Called after each line; what it promises is waited for. */
  readonly afterLine?: () => Promise<void> | undefined;
  /**
   * Called between two files of scenarios, if the recording names some; what it
   * promises is waited for.
   */
  readonly pause?: () => Promise<void> | undefined;
}

/** Empty lines that are passed over: a packed file may hold any number. */
const MOST_EMPTY = 100_000;

/**
 * Compares every line of a recording. A header line in the middle begins another
 * recording.
 *
 * @throws {InputError} if it is not a recording.
 */
export async function conformFile(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  path: string,
  options: ConformOptions = {},
): Promise<ConformTally> {
  const tally = new Tally(options.onDisagreement);
  const reader = new RecordingReader(path, options, tally);
  let line = 0;
  let empty = 0;
  try {
    for await (const lines of readTextLines(bytes, path)) {
      for (const text of lines) {
        const isEmpty = text.trim() === "";
        if (isEmpty && ++empty > MOST_EMPTY) {
          throw new InputError(`More than ${MOST_EMPTY} lines are empty`);
        }
        line++;
        if (!isEmpty) await reader.line(text, line);
        const waited = options.afterLine?.();
        if (waited !== undefined) await waited;
      }
    }
  } catch (error) {
    if (!(error instanceof InputError) || error.line !== undefined) throw error;
    const { reason, cause } = error;
    reader.problem(
      new InputError(reason, { file: path, line: line + 1, column: 1, cause }),
    );
  }
  return reader.finish();
}

/** Takes a recording in, line by line. */
class RecordingReader {
  readonly #path: string;
  readonly #options: ConformOptions;
  readonly #tally: Tally;
  readonly #opened: Recording[] = [];
  #damaged = false;

  constructor(path: string, options: ConformOptions, tally: Tally) {
    this.#path = path;
    this.#options = options;
    this.#tally = tally;
  }

  /** Compares what is on a line. */
  async line(text: string, line: number): Promise<void> {
    const file = this.#path;
    let entry: JsonLine;
    try {
      entry = parseJsonLine(text, line, file);
    } catch (error) {
      return this.problem(error);
    }
    const current = this.#opened.at(-1);
    if (current === undefined || isBdiHeader(entry.value)) {
      if (await this.#open(entry)) return;
    }
    const { comparer, what } = this.#opened.at(-1)!;
    try {
      comparer.line(entry.value, line);
    } catch (error) {
      this.problem(
        new InputError(`Not a recording of ${what}: ${reasonOf(error)}`, {
          file,
          line,
          column: 1,
          cause: error,
        }),
      );
    }
  }

  /** Opens a recording by its first line; whether that was only a header. */
  async #open(entry: JsonLine): Promise<boolean> {
    const { value } = entry;
    if (isHeader(value)) {
      this.#opened.push(await openReferee(value, this.#options, this.#tally));
      return true;
    }
    this.#opened.push(
      openRecording(entry, this.#path, this.#options, this.#tally),
    );
    return isBdiHeader(value);
  }

  /** Reports a problem, or throws it. */
  problem(error: unknown): void {
    const { onProblem } = this.#options;
    if (!(error instanceof InputError) || onProblem === undefined) throw error;
    this.#damaged = true;
    onProblem(error);
  }

  /** What came out. */
  finish(): ConformTally {
    if (this.#opened.length === 0 && !this.#damaged) {
      throw new InputError("The recording is empty", { file: this.#path });
    }
    for (const { comparer } of this.#opened) comparer.finish?.();
    const named = (name: (recording: Recording) => string): string =>
      [...new Set(this.#opened.map(name))].join(", ");
    const tally = this.#tally;
    return {
      what: named(({ what }) => what),
      kernel: named(({ kernel }) => kernel),
      agreed: tally.agreedCount,
      disagreed: tally.disagreedCount,
      results: tally.results,
      skipped: tally.skips,
    };
  }
}

/**
 * What is wrong with a line. Where no field was found wrong beforehand, the
 * words of the runtime would tell of the engine's variables, not of the line.
 */
function reasonOf(error: unknown): string {
  return error instanceof InputError
    ? error.reason
    : "A field is missing, or holds what no recording has there";
}

/** The edition in the name of a file, such as `decision-6.1-sample.jsonl`. */
function editionOf(path: string): AnyEdition {
  const name = path.split("/").at(-1) ?? path;
  for (const [release] of name.matchAll(/\d+\.\d+/g)) {
    const edition = findEdition(`linux-${release}`);
    if (edition !== undefined) return edition;
  }
  return DEFAULT_EDITION;
}

/** A recording of the referee: it names scenarios of this project. */
async function openReferee(
  header: RecordingHeader,
  { pause }: ConformOptions,
  sink: ConformSink,
): Promise<Recording> {
  const scenarios = new URL("../../scenarios", import.meta.url);
  const replay = await openRefereeRecording(header, scenarios, pause);
  return {
    what: `answers of Linux ${header.release}`,
    kernel: header.kernel,
    comparer: createRecordingComparer(replay, sink),
  };
}

interface Recording {
  readonly what: string;
  readonly kernel: string;
  readonly comparer: Comparer;
}

function regionEdition(edition: AnyEdition, file: string): Edition {
  if (edition.world === "regions") return edition;
  throw new InputError(
    `The recording is of a kernel with regions, which ${edition.id} is not`,
    { file },
  );
}

/** The edition before regions that was chosen, or that the header names. */
function listEdition(
  header: JsonLine["value"],
  line: number,
  file: string,
  chosen: AnyEdition | undefined,
): ListEdition {
  const named = header["kernel"];
  const edition = chosen ??
    (named === undefined ? LINUX_2_6_11_BDI : findEdition(textOf(named)));
  if (edition?.world === "list") return edition;
  throw new InputError(
    `The recording is of a kernel before regions, which ${
      edition?.id ?? `'${textOf(named)}'`
    } is not`,
    { file, line, column: 1 },
  );
}

function openRecording(
  { value, line }: JsonLine,
  file: string,
  options: ConformOptions,
  sink: ConformSink,
): Recording {
  if (isBdiHeader(value)) {
    const edition = listEdition(value, line, file, options.edition);
    return {
      what: textOf(value["what"]),
      kernel: edition.id,
      comparer: createBdiComparer(value, sink, edition),
    };
  }
  if ("k" in value) {
    throw new InputError(
      `A line '${textOf(value["k"])}' with no header line before it`,
      { file, line, column: 1 },
    );
  }
  const regions = regionEdition(options.edition ?? editionOf(file), file);
  if ("out" in value && "len" in value) {
    return {
      what: "single requests",
      kernel: regions.id,
      comparer: createDecisionComparer(regions, sink),
    };
  }
  if ("steps" in value && "files" in value) {
    return {
      what: "sequences",
      kernel: regions.id,
      comparer: createSequenceComparer(regions, sink),
    };
  }
  throw new InputError(
    "Neither a single request ('len' and 'out') nor a sequence ('files' and 'steps')",
    { file, line, column: 1 },
  );
}
