/**
 * What comes out of holding recordings against the engine.
 *
 * @module
 */

/** An object of a recording. */
export type Json = Readonly<Record<string, unknown>>;

/** One field in which the engine and a recording differ. */
export interface FieldDifference {
  /** Name of the field, such as `region.top`. */
  readonly field: string;
  /** What was recorded. */
  readonly recorded: unknown;
  /** What the engine answers. */
  readonly engine: unknown;
}

/** A recorded case in which the engine differs. */
export interface Disagreement {
  /** Line of the recording, from 1. */
  readonly line: number;
  /** What was asked, in short: a name or the request itself. */
  readonly subject: string;
  /** Step of a sequence, from 0. */
  readonly step?: number;
  /** The fields that differ. */
  readonly fields: readonly FieldDifference[];
  /** The engine's path: rules in order, the deciding one last. */
  readonly path: readonly string[];
}

/** Receives the results of a comparison while it runs. */
export interface ConformSink {
  /** A case or step was compared; `result` is what was recorded, in a word. */
  agreed(result: string): void;
  /** A case or step differs. */
  disagreed(result: string, disagreement: Disagreement): void;
  /** A case or step cannot be compared, and why. */
  skipped(reason: string): void;
}

/** Compares the lines of one recording. */
export interface Comparer {
  /** Compares one line; `value` is the parsed JSON object. */
  line(value: Readonly<Record<string, unknown>>, line: number): void;
  /** Called after the last line. */
  finish?(): void;
}
