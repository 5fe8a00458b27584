/**
 * A place where kernels of some releases misbehave.
 *
 * @module
 */
import { isInReleases } from "../editions.ts";

/** Releases from the first to the last one; without a last one: until now. */
export type ReleaseSpan = readonly [first: string, last?: string];

/** A place where some kernels misbehave, or surprise. */
export interface KnownHazard {
  /** Number, such as `H7`. */
  readonly id: string;
  /** A few words. */
  readonly title: string;
  /** Releases that have it; empty: none that was published. */
  readonly releases: readonly ReleaseSpan[];
  /** What happens. */
  readonly sentence: string;
  /** Hazards and rules of the engine by which it shows. */
  readonly signs: readonly string[];
}

/** Whether a release, such as `4.19`, has it. */
export function affects(hazard: KnownHazard, release: string): boolean {
  return hazard.releases.some(([first, last]) =>
    isInReleases(release, first, last)
  );
}
