/**
 * Which changes a difference between two editions comes from. A change names
 * the parts of the edition that make it; the older edition with these parts of
 * the newer one, or the newer one without them, tells whether they do.
 *
 * @module
 */
import type { PolicyChange } from "../policy/change.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { Case } from "./cases.ts";
import { type Origin, type PartGroup, partGroups } from "./groups.ts";
import { mattersTo, withParts } from "./parts.ts";
import type { Snapshot } from "./snapshot.ts";

/** A property of a call in which two editions differ. */
export interface Spot {
  /** Number of the call, from 0. */
  readonly step: number;
  /** The property. */
  readonly key: keyof Snapshot;
}

/** Origins are the same objects for the same changes. */
export type Origins = (edition: AnyEdition, change: PolicyChange) => Origin;

/** Finds the origins of differences between editions of the same kind. */
export class Attribution {
  readonly #editions: readonly AnyEdition[];
  readonly #groups: readonly TriedGroup[];
  readonly #pairs = new Map<string, AnyEdition>();

  /** Prepares for the first and the last of some editions. */
  constructor(editions: readonly AnyEdition[], origins: Origins) {
    this.#editions = editions;
    const before = editions[0]!;
    const after = editions.at(-1)!;
    this.#groups = partGroups(editions, origins).map((group) => ({
      group,
      with: withParts(before, after, group.parts),
      without: withParts(after, before, group.parts),
      between: new Map(),
    }));
  }

  /** Where a difference comes from; empty if nothing alone makes it. */
  originsOf(found: SeenCase, { step, key }: Spot): Origin[] {
    const [before, after] = [this.#editions[0]!, this.#editions.at(-1)!];
    const value = (edition: AnyEdition): unknown =>
      found.in(edition)[step]?.[key];
    const old = value(before);
    const now = value(after);
    const groups = this.#groups.filter(({ group }) => found.isAbout(group));
    const enough = groups.length === 1
      ? groups[0]
      : groups.find((tried) => value(tried.with) === now);
    if (enough !== undefined) {
      return [...this.#within(enough, before, value)];
    }
    const making = groups.filter((tried) => value(tried.with) !== old);
    if (making.length > 0) {
      return making.flatMap((tried) => this.#within(tried, before, value));
    }
    const undoing = groups.filter((tried) => value(tried.without) !== now);
    if (undoing.length > 0) {
      return undoing.flatMap((tried) => this.#within(tried, after, value));
    }
    return this.#ofTwo(groups, (edition) => value(edition) === now);
  }

  /** The changes of the first two groups that make a difference together. */
  #ofTwo(
    groups: readonly TriedGroup[],
    makesIt: (edition: AnyEdition) => boolean,
  ): Origin[] {
    const [before, after] = [this.#editions[0]!, this.#editions.at(-1)!];
    for (const [place, { group: one }] of groups.entries()) {
      for (const { group: other } of groups.slice(place + 1)) {
        const key = `${one.parts} ${other.parts}`;
        let both = this.#pairs.get(key);
        if (both === undefined) {
          both = withParts(before, after, [...one.parts, ...other.parts]);
          this.#pairs.set(key, both);
        }
        if (makesIt(both)) return [...one.origins, ...other.origins];
      }
    }
    return [];
  }

  /** Of the changes that made a group, those that made the difference. */
  #within(
    tried: TriedGroup,
    base: AnyEdition,
    value: (edition: AnyEdition) => unknown,
  ): readonly Origin[] {
    const { origins, parts } = tried.group;
    if (origins.length === 1) return origins;
    const editions = [
      this.#editions[0]!,
      ...new Set(origins.map(({ edition }) => edition)),
    ];
    const values = editions.map((edition) => {
      let mixed = tried.between.get(edition);
      if (mixed === undefined || mixed.base !== base) {
        mixed = { base, edition: withParts(base, edition, parts) };
        tried.between.set(edition, mixed);
      }
      return value(mixed.edition);
    });
    const making = new Set(
      changingSteps(values).map((place) => editions[place]!),
    );
    return origins.filter(({ edition }) => making.has(edition));
  }
}

interface TriedGroup {
  readonly group: PartGroup;
  /** The older edition with the group. */
  readonly with: AnyEdition;
  /** The newer edition without it. */
  readonly without: AnyEdition;
  /** An edition with the group as it was between them. */
  readonly between: Map<
    AnyEdition,
    { readonly base: AnyEdition; readonly edition: AnyEdition }
  >;
}

/** A case, and what editions made of it so far. */
export class SeenCase {
  /** The case. */
  readonly case: Case;
  readonly #seen = new Map<AnyEdition, readonly Snapshot[]>();

  /** Starts with nothing seen. */
  constructor(found: Case) {
    this.case = found;
  }

  /** Notes what an edition makes of it. */
  note(edition: AnyEdition, seen: readonly Snapshot[]): void {
    this.#seen.set(edition, seen);
  }

  /** What an edition makes of it. */
  in(edition: AnyEdition): readonly Snapshot[] {
    let seen = this.#seen.get(edition);
    if (seen === undefined) {
      seen = this.case.run(edition);
      this.#seen.set(edition, seen);
    }
    return seen;
  }

  /** Whether parts can make a difference to the files of the case. */
  isAbout({ parts }: PartGroup): boolean {
    return mattersTo(parts, this.case.files);
  }
}

/**
 * The places at which a list of values comes nearer to its last one: what goes
 * away and comes back is left out.
 *
 * @example
 * ```ts
 * import { changingSteps } from "./attribution.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(changingSteps(["a", "b", "c", "b", "d"]), [1, 4]);
 * ```
 */
export function changingSteps(values: readonly unknown[]): number[] {
  const steps: number[] = [];
  for (let place = 0; place < values.length - 1;) {
    place = values.lastIndexOf(values[place]) + 1;
    if (place < values.length) steps.push(place);
  }
  return steps;
}
