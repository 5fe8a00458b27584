/**
 * All differences between two editions, by their origin.
 *
 * @module
 */
import { type AnyEdition, EDITIONS } from "../policy/editions.ts";
import { allSteps } from "../steps.ts";
import { forEachCase } from "./all_cases.ts";
import { SeenCase, type Spot } from "./attribution.ts";
import type { Origin } from "./groups.ts";
import { type OriginFinder, originFinder } from "./segments.ts";
import type { Case } from "./cases.ts";
import { type Effect, effectOf } from "./effect.ts";
import { RequestRunner } from "./request_runner.ts";
import { changedKeys, type Snapshot, snapshotText } from "./snapshot.ts";

/** A kind of difference, and the plainest case that shows it. */
export interface EffectCount extends Effect {
  /** Inputs that differ in this way. */
  inputs: number;
  /** The plainest of them. */
  example: Case;
  /** How far it is from the plainest, and from having this cause alone. */
  cost: number;
  /** The call in which it differs, from 0. */
  step: number;
  /** The properties in which it differs there, the most telling first. */
  keys: readonly (keyof Snapshot)[];
}

/** Differences with one origin. */
export interface Cause {
  /** Where they come from; `undefined`: from several changes together. */
  readonly origin: Origin | undefined;
  /** Inputs that differ. */
  inputs: number;
  /** Kinds of differences, the most frequent first. */
  readonly effects: readonly EffectCount[];
}

/** All differences between two editions. */
export interface Comparison {
  /** The older one. */
  readonly before: AnyEdition;
  /** The newer one. */
  readonly after: AnyEdition;
  /** Inputs that were compared. */
  readonly inputs: number;
  /** Those whose outcome differs. */
  readonly differing: number;
  /** Where the differences come from, oldest first. */
  readonly causes: readonly Cause[];
}

/** What makes a case with one cause the plainer example. */
const OTHER_CAUSE = 50;

interface OpenCause {
  readonly origin: Origin | undefined;
  inputs: number;
  readonly effects: Map<string, EffectCount>;
}

/**
 * The editions from one to another, oldest first.
 */
export function editionsBetween(
  a: AnyEdition,
  b: AnyEdition,
): readonly AnyEdition[] {
  const [from, to] = [EDITIONS.indexOf(a), EDITIONS.indexOf(b)];
  return EDITIONS.slice(Math.min(from, to), Math.max(from, to) + 1);
}

/** How {@linkcode compareEditions} looks for origins. */
export interface CompareOptions {
  /**
   * Looks for the origins of every difference, also where a request with the
   * same answers, calls and flags on both sides was looked at before.
   */
  readonly thorough?: boolean;
  /** Called when a request, with answers of the driver, or a sequence is compared. */
  readonly compared?: () => void;
}

/**
 * Compares the first edition of a list with the last; those between them tell
 * where a difference comes from.
 */
export function compareEditions(
  editions: readonly AnyEdition[],
  options: CompareOptions = {},
): Comparison {
  return allSteps(comparisonSteps(editions, options));
}

/** The same step by step, for work that can be broken off between two. */
export function* comparisonSteps(
  editions: readonly AnyEdition[],
  { thorough = false, compared }: CompareOptions = {},
): Generator<void, Comparison> {
  const before = editions[0]!;
  const after = editions.at(-1)!;
  const sameWorld = before.world === after.world;
  const finder = originFinder(editions);
  const causes = new Map<Origin | undefined, OpenCause>();
  const known = new Map<string, SpotsByOrigin>();
  let differing = 0;
  const runner = new RequestRunner();
  const inputs = yield* forEachCase(editions, runner, (found, old, now) => {
    compared?.();
    const all = differingSpots(old, now, sameWorld);
    if (all.length === 0) return;
    differing += found.weight;
    const find = (): SpotsByOrigin => {
      const seen = new SeenCase(found);
      seen.note(before, old);
      seen.note(after, now);
      return spotsByOrigin(all, seen, finder);
    };
    let byOrigin: SpotsByOrigin | undefined;
    if (thorough || !found.isRequest) byOrigin = find();
    else {
      const key = snapshotText(old[0]!) + snapshotText(now[0]!);
      byOrigin = known.get(key);
      if (byOrigin === undefined) known.set(key, byOrigin = find());
    }
    for (const [origin, spots] of byOrigin) {
      const cause = openCause(causes, origin);
      cause.inputs += found.weight;
      for (const step of tellingSteps(spots)) {
        const keys = spots.flatMap((one) => one.step === step ? [one.key] : []);
        const effect = effectOf(old[step]!, now[step]!, keys);
        const cost = found.cost + (byOrigin.size - 1) * OTHER_CAUSE;
        noteEffect(cause, found, { ...effect, step, keys, cost });
      }
    }
  });
  return {
    before,
    after,
    inputs,
    differing,
    causes: sortCauses([...causes.values()], editions),
  };
}

type SpotsByOrigin = ReadonlyMap<Origin | undefined, readonly Spot[]>;

/** The first step that differs, and the first with another result. */
function tellingSteps(spots: readonly Spot[]): ReadonlySet<number> {
  const other = spots.find(({ key }) => key === "result");
  return new Set([
    spots[0]!.step,
    ...(other === undefined ? [] : [other.step]),
  ]);
}

/** The properties that differ, by origin; those of an unknown one by none. */
function spotsByOrigin(
  spots: readonly Spot[],
  seen: SeenCase,
  finder: OriginFinder,
): SpotsByOrigin {
  const byOrigin = new Map<Origin | undefined, Spot[]>();
  for (const spot of spots) {
    const origins = finder.originsOf(seen, spot);
    for (const origin of origins.length === 0 ? [undefined] : origins) {
      const known = byOrigin.get(origin);
      if (known === undefined) byOrigin.set(origin, [spot]);
      else known.push(spot);
    }
  }
  return byOrigin;
}

function openCause(
  causes: Map<Origin | undefined, OpenCause>,
  origin: Origin | undefined,
): OpenCause {
  let cause = causes.get(origin);
  if (cause === undefined) {
    cause = { origin, inputs: 0, effects: new Map() };
    causes.set(origin, cause);
  }
  return cause;
}

function noteEffect(
  { effects }: OpenCause,
  found: Case,
  { from, to, ...told }:
    & Effect
    & Pick<EffectCount, "step" | "keys" | "cost">,
): void {
  const key = `${from}\n${to}`;
  const known = effects.get(key);
  if (known === undefined) {
    const { weight } = found;
    effects.set(key, { from, to, ...told, inputs: weight, example: found });
    return;
  }
  known.inputs += found.weight;
  if (told.cost < known.cost) {
    Object.assign(known, { ...told, example: found });
  }
}

function differingSpots(
  before: readonly Snapshot[],
  after: readonly Snapshot[],
  sameWorld: boolean,
): Spot[] {
  const spots: Spot[] = [];
  for (let step = 0; step < before.length && step < after.length; step++) {
    for (const key of changedKeys(before[step]!, after[step]!, sameWorld)) {
      spots.push({ step, key });
    }
  }
  return spots;
}

function sortCauses(
  causes: readonly OpenCause[],
  editions: readonly AnyEdition[],
): Cause[] {
  const place = ({ origin }: OpenCause): number => {
    if (origin === undefined) return Infinity;
    const { edition, change } = origin;
    const number = edition.changes.indexOf(change);
    return editions.indexOf(edition) * 1000 + (number < 0 ? 999 : number);
  };
  return causes.toSorted((a, b) => place(a) - place(b)).map((cause) => ({
    origin: cause.origin,
    inputs: cause.inputs,
    effects: [...cause.effects.values()].sort((a, b) => b.inputs - a.inputs),
  }));
}
