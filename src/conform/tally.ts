/**
 * Counting what a recording and the engine agree on.
 *
 * @module
 */
import type { ConformSink, Disagreement } from "./types.ts";

/** Called for a disagreement, with its number from 0. */
export type DisagreementListener = (
  found: Disagreement,
  number: number,
) => void;

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

/** The counts while a recording is compared. */
export class Tally implements ConformSink {
  readonly results: Map<string, ResultCount> = new Map();
  readonly skips: Map<string, number> = new Map();
  agreedCount = 0;
  disagreedCount = 0;
  readonly #onDisagreement: DisagreementListener | undefined;

  /** Starts at 0. */
  constructor(onDisagreement?: DisagreementListener) {
    this.#onDisagreement = onDisagreement;
  }

  agreed(result: string): void {
    this.agreedCount++;
    this.#count(result).agreed++;
  }

  disagreed(result: string, found: Disagreement): void {
    this.#onDisagreement?.(found, this.disagreedCount);
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
