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
import { createBdiComparer, isBdiHeader } from "./bdi/comparer.ts";
import { createDecisionComparer } from "./decisions.ts";
import { type JsonLine, readJsonLines } from "./lines.ts";
import { createSequenceComparer } from "./sequences.ts";
import { createRecordingComparer } from "./recording.ts";
import type { RecordingHeader } from "../referee/recording/format.ts";
import {
  isHeader,
  openRecording as openRefereeRecording,
} from "../referee/recording/replay.ts";
import type { Comparer, ConformSink, Disagreement } from "./types.ts";

/** Options of {@linkcode conformFile}. */
export interface ConformOptions {
  /** The edition; left out: from the name of the file. */
  readonly edition?: AnyEdition;
  /** Called for every disagreement, with its number from 0. */
  readonly onDisagreement?: (found: Disagreement, number: number) => void;
}

/** Counts of one kind of result. */
export interface ResultCount {
  /** Cases or steps that agree. */
  agreed: number;
  /** Cases or steps that differ. */
  disagreed: number;
}

/** What came out of one recording. */
export interface ConformTally {
  /** What the recording holds. */
  readonly what: string;
  /** The edition that it was held against. */
  readonly kernel: string;
  /** Cases or steps that agree. */
  readonly agreed: number;
  /** Cases or steps that differ. */
  readonly disagreed: number;
  /** Counts by recorded result. */
  readonly results: ReadonlyMap<string, ResultCount>;
  /** Cases or steps that cannot be compared, by reason. */
  readonly skipped: ReadonlyMap<string, number>;
}

/**
 * Compares every line of a recording.
 *
 * @throws {InputError} if it is not a recording.
 */
export async function conformFile(
  bytes: ReadableStream<Uint8Array<ArrayBuffer>>,
  path: string,
  options: ConformOptions = {},
): Promise<ConformTally> {
  const edition = options.edition ?? editionOf(path);
  const tally = new Tally(options);
  let opened: Recording | undefined;
  for await (const entry of readJsonLines(bytes, path)) {
    if (opened === undefined) {
      if (isHeader(entry.value)) {
        opened = await openReferee(entry.value, tally);
        continue;
      }
      opened = openRecording(entry, path, edition, tally);
    }
    try {
      opened.comparer.line(entry.value, entry.line);
    } catch (error) {
      throw new InputError(
        `Not a recording of ${opened.what}: ${(error as Error).message}`,
        { file: path, line: entry.line, column: 1, cause: error },
      );
    }
  }
  if (opened === undefined) {
    throw new InputError("The recording is empty", { file: path });
  }
  opened.comparer.finish?.();
  return {
    what: opened.what,
    kernel: opened.kernel,
    agreed: tally.agreedCount,
    disagreed: tally.disagreedCount,
    results: tally.results,
    skipped: tally.skips,
  };
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
  sink: ConformSink,
): Promise<Recording> {
  const scenarios = new URL("../../scenarios", import.meta.url);
  const replay = await openRefereeRecording(header, scenarios);
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

function openRecording(
  { value, line }: JsonLine,
  file: string,
  edition: AnyEdition,
  sink: ConformSink,
): Recording {
  if (isBdiHeader(value)) {
    return {
      what: String(value["what"]),
      kernel: "linux-2.6.11-bdi",
      comparer: createBdiComparer(value, sink),
    };
  }
  const regions = regionEdition(edition, file);
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

class Tally implements ConformSink {
  readonly results: Map<string, ResultCount> = new Map();
  readonly skips: Map<string, number> = new Map();
  agreedCount = 0;
  disagreedCount = 0;
  readonly #options: ConformOptions;

  constructor(options: ConformOptions) {
    this.#options = options;
  }

  agreed(result: string): void {
    this.agreedCount++;
    this.#count(result).agreed++;
  }

  disagreed(result: string, found: Disagreement): void {
    this.#options.onDisagreement?.(found, this.disagreedCount);
    this.disagreedCount++;
    this.#count(result).disagreed++;
  }

  skipped(reason: string): void {
    this.skips.set(reason, (this.skips.get(reason) ?? 0) + 1);
  }

  #count(result: string): ResultCount {
    let count = this.results.get(result);
    if (count === undefined) {
      this.results.set(result, count = { agreed: 0, disagreed: 0 });
    }
    return count;
  }
}
