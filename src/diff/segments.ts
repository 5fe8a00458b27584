/**
 * Finding origins across the coming of regions, where parts of the two editions
 * cannot be exchanged.
 *
 * @module
 */
import type { PolicyChange } from "../policy/change.ts";
import type { AnyEdition } from "../policy/editions.ts";
import {
  Attribution,
  changingSteps,
  type Origins,
  type SeenCase,
  type Spot,
} from "./attribution.ts";
import type { Origin } from "./groups.ts";
import type { Snapshot } from "./snapshot.ts";

/** Finds the origins of differences between any two editions. */
export interface OriginFinder {
  /** Where a difference comes from. */
  originsOf(found: SeenCase, spot: Spot): Origin[];
}

/** A finder for the first and the last of some editions. */
export function originFinder(editions: readonly AnyEdition[]): OriginFinder {
  const origins = uniqueOrigins();
  const border = editions.findIndex(({ world }, place) =>
    place > 0 && editions[place - 1]!.world !== world
  );
  if (border < 0) return new Attribution(editions, origins);
  const old = editions.slice(0, border);
  const now = editions.slice(border);
  const before = new Attribution(old, origins);
  const after = new Attribution(now, origins);
  const ends = [old[0]!, old.at(-1)!, now[0]!, now.at(-1)!];
  return {
    originsOf(found, spot) {
      const values = ends.map((edition) =>
        found.in(edition)[spot.step]?.[spot.key]
      );
      return changingSteps(values).flatMap((place) =>
        place === 1
          ? before.originsOf(found, spot)
          : place === 3
          ? after.originsOf(found, spot)
          : signedOrigins(ends[1]!, ends[2]!, found, spot, origins)
      );
    },
  };
}

function uniqueOrigins(): Origins {
  const known = new Map<PolicyChange, Origin>();
  return (edition, change) => {
    let origin = known.get(change);
    if (origin === undefined) known.set(change, origin = { edition, change });
    return origin;
  };
}

/** The first change with a sign of the difference. */
function signedOrigins(
  before: AnyEdition,
  after: AnyEdition,
  found: SeenCase,
  { step, key }: Spot,
  origins: Origins,
): Origin[] {
  const signs = new Set([
    ...signsOf(found.in(after)[step]),
    ...signsOf(found.in(before)[step]),
  ]);
  const bySign = (one: string): PolicyChange | undefined =>
    after.changes.find((change) => change.signs?.includes(one));
  const change = key === "totalVm" || key === "address"
    ? bySign(key)
    : after.changes.find((one) => one.signs?.some((sign) => signs.has(sign)));
  const rest = change ?? bySign("other");
  return rest === undefined ? [] : [origins(after, rest)];
}

function signsOf(seen: Snapshot | undefined): string[] {
  return seen === undefined ? [] : [seen.reason, ...seen.hazards.split(", ")];
}
