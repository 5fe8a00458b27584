/**
 * The parts in which two editions differ, in groups that belong together, and
 * the changes that made them so.
 *
 * @module
 */
import type { PolicyChange } from "../policy/change.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { differingParts, DRIVERS } from "./parts.ts";

/** A change, and the edition that brought it. */
export interface Origin {
  /** The edition. */
  readonly edition: AnyEdition;
  /** The change. */
  readonly change: PolicyChange;
}

/** Parts that have to be exchanged together. */
export interface PartGroup {
  /** The parts. */
  readonly parts: readonly string[];
  /** Changes that made them what they are, oldest first. */
  readonly origins: readonly Origin[];
}

/**
 * The groups in which the first of some editions differs from the last. What
 * was changed and changed back is in none.
 *
 * @param origins Finds the one object that stands for a change.
 */
export function partGroups(
  editions: readonly AnyEdition[],
  originOf: (edition: AnyEdition, change: PolicyChange) => Origin,
): PartGroup[] {
  const net = new Set(differingParts(editions[0]!, editions.at(-1)!));
  const groups: { parts: Set<string>; origins: Origin[] }[] = [];
  const enter = (parts: readonly string[], origin: Origin): void => {
    const relevant = parts.filter((part) => net.has(part));
    if (relevant.length === 0) return;
    const joined = { parts: new Set(relevant), origins: [origin] };
    for (const group of groups.filter((one) => meets(one.parts, relevant))) {
      groups.splice(groups.indexOf(group), 1);
      for (const part of group.parts) joined.parts.add(part);
      joined.origins.unshift(...group.origins);
    }
    groups.push(joined);
  };
  for (const [place, edition] of editions.entries()) {
    if (place === 0) continue;
    const before = editions[place - 1]!;
    for (const change of changesWithParts(before, edition)) {
      const origin = originOf(edition, change);
      enter(change.parts.filter((part) => part !== DRIVERS), origin);
      enter(change.parts.filter((part) => part === DRIVERS), origin);
    }
  }
  return groups.map(({ parts, origins }) => ({
    parts: [...parts],
    origins: origins.toSorted((a, b) =>
      editions.indexOf(a.edition) - editions.indexOf(b.edition)
    ),
  }));
}

function meets(parts: ReadonlySet<string>, others: readonly string[]): boolean {
  return others.some((part) => parts.has(part));
}

const SILENT = new WeakMap<AnyEdition, Map<string, PolicyChange>>();

/** The changes with parts, and one for each part that none of them names. */
function changesWithParts(
  before: AnyEdition,
  edition: AnyEdition,
): PolicyChange[] {
  const changes = edition.changes.filter(({ parts }) => parts.length > 0);
  const named = new Set(changes.flatMap(({ parts }) => parts));
  const silent = differingParts(before, edition).filter((part) =>
    !named.has(part)
  );
  return [
    ...changes,
    ...silent.map((part) => silentChange(before, edition, part)),
  ];
}

function silentChange(
  before: AnyEdition,
  edition: AnyEdition,
  part: string,
): PolicyChange {
  let known = SILENT.get(edition);
  if (known === undefined) SILENT.set(edition, known = new Map());
  let change = known.get(part);
  if (change === undefined) {
    change = {
      parts: [part],
      sentence: `The part '${part}' differs from that of ${before.id}.`,
    };
    known.set(part, change);
  }
  return change;
}
