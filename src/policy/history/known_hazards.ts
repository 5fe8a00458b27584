/**
 * Where twenty years of the policy misbehaved or surprised: numbered, with the
 * releases that it happens in. Scenarios that show one have its number as tag.
 *
 * @module
 */
import { ALLOCATION } from "./allocation.ts";
import { DECISIONS } from "./decisions.ts";
import { DRIVERS } from "./drivers.ts";
import type { KnownHazard } from "./known_hazard.ts";
import { RANGES } from "./ranges.ts";
import { SHARING } from "./sharing.ts";

/** All of them, by number. */
export const KNOWN_HAZARDS: readonly KnownHazard[] = [
  ...DECISIONS,
  ...SHARING,
  ...ALLOCATION,
  ...RANGES,
  ...DRIVERS,
].sort((a, b) => numberOf(a) - numberOf(b));

function numberOf({ id }: KnownHazard): number {
  return Number(id.slice(1));
}
