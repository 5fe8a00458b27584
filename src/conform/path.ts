/**
 * The way of a decision in a few words.
 *
 * @module
 */
import type { Outcome } from "../mm/outcome.ts";

/** Rules that took a capability away, then the one that decided. */
export function decisionPath(outcome: Outcome): string[] {
  const path = [...outcome.restricted];
  if (path.at(-1) !== outcome.reason) path.push(outcome.reason);
  return [...path, ...outcome.hazards.map((hazard) => `hazard ${hazard.id}`)];
}
