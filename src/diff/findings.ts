/**
 * A comparison in the form in which it is told: causes with their rules,
 * hazards and an example.
 *
 * @module
 */
import { AUDIENCE } from "../policy/audience.ts";
import type { PolicyChange } from "../policy/change.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { HAZARDS } from "../policy/hazards.ts";
import { findRule } from "../policy/rules.ts";
import type { Cause, Comparison, EffectCount } from "./comparison.ts";
import { exampleText } from "./example.ts";
import { firstSentence } from "./sentence.ts";

/** A cause of differences. */
export interface Finding {
  /** First release with the change; left out: several changes together. */
  readonly since?: string;
  /** What changed. */
  readonly sentence: string;
  /** Number of the change, as in the tags of scenarios. */
  readonly number?: number;
  /** Whom it concerns, in words. */
  readonly affects: readonly string[];
  /** Place in the kernel; left out: not known. */
  readonly source?: string;
  /** Parts of the edition that make the difference. */
  readonly parts: readonly string[];
  /** Rules that decide on one side and not on the other. */
  readonly rules: readonly string[];
  /** Hazards of one side that the other has not. */
  readonly hazards: readonly string[];
  /** Inputs that differ. */
  readonly inputs: number;
  /** Kinds of differences, the most frequent first. */
  readonly effects: readonly FoundEffect[];
  /** The plainest case, as a scenario. */
  readonly example: string;
}

/** A kind of difference. */
export interface FoundEffect {
  /** What was. */
  readonly from: string;
  /** What is. */
  readonly to: string;
  /** Inputs that differ in this way. */
  readonly inputs: number;
}

/** A change that makes no difference to any input. */
export interface SilentChange {
  /** First release with the change. */
  readonly since: string;
  /** What changed. */
  readonly sentence: string;
  /** Number of the change, as in the tags of scenarios. */
  readonly number?: number;
  /** Whom it concerns, in words. */
  readonly affects: readonly string[];
  /** Place in the kernel; left out: not known. */
  readonly source?: string;
}

/** What a comparison found. */
export interface Findings {
  /** The older edition. */
  readonly before: string;
  /** The newer edition. */
  readonly after: string;
  /** Inputs that were compared. */
  readonly inputs: number;
  /** Those whose outcome differs. */
  readonly differing: number;
  /** The causes, oldest first. */
  readonly findings: readonly Finding[];
  /** Changes between the two that make no difference to any input. */
  readonly silent: readonly SilentChange[];
}

const SEVERAL = "Several changes together, none of which does it alone.";

/** Puts a comparison into words. */
export function findingsOf(
  comparison: Comparison,
  editions: readonly AnyEdition[],
): Findings {
  const { before, after, inputs, differing, causes } = comparison;
  const told = new Set<PolicyChange>();
  for (const { origin } of causes) if (origin) told.add(origin.change);
  return {
    before: before.id,
    after: after.id,
    inputs,
    differing,
    findings: causes.map((cause, place) =>
      findingOf(cause, place + 1, before, after)
    ),
    silent: editions.slice(1).flatMap((edition) =>
      edition.changes.filter((change) => !told.has(change))
        .map((change) => ({
          since: edition.releases[0],
          sentence: change.sentence,
          ...detailsOf(change),
        }))
    ),
  };
}

function findingOf(
  cause: Cause,
  place: number,
  before: AnyEdition,
  after: AnyEdition,
): Finding {
  const { origin, inputs, effects } = cause;
  const sentence = origin?.change.sentence ?? SEVERAL;
  const [plainest] = effects.toSorted((a, b) => toldCost(a) - toldCost(b)) as [
    EffectCount,
  ];
  const names = namesOf(effects);
  return {
    ...(origin === undefined ? {} : { since: origin.edition.releases[0] }),
    sentence,
    ...detailsOf(origin?.change),
    parts: origin?.change.parts ?? [],
    rules: names.filter((name) => findRule(name) !== undefined),
    hazards: names.filter((name) => HAZARDS.some(({ id }) => id === name)),
    inputs,
    effects: effects.map(({ from, to, inputs }) => ({ from, to, inputs })),
    example: exampleText(plainest, before, after, {
      id: `${before.id}-${after.id}-${place}`,
      name: firstSentence(sentence),
      source: `nommap diff ${before.id} ${after.id}`,
    }),
  };
}

const SAME_ANSWER = 100;

/** An example with the same answer on both sides is none if there is another. */
function toldCost({ from, to, cost }: EffectCount): number {
  const answer = (text: string): string => text.replace(/ \(.*/, "");
  return cost + (answer(from) === answer(to) ? SAME_ANSWER : 0);
}

/** What a change says of itself beside its sentence. */
function detailsOf(
  change: PolicyChange | undefined,
): Pick<Finding, "number" | "affects" | "source"> {
  const { number, source, affects = [] } = change ?? {};
  return {
    ...(number === undefined ? {} : { number }),
    affects: affects.map((key) => AUDIENCE[key]),
    ...(source === undefined ? {} : { source }),
  };
}

/** Rules and hazards that stand on one side of an effect only. */
function namesOf(effects: readonly EffectCount[]): string[] {
  const words = (text: string): string[] => text.match(/[a-z][a-z-]+/g) ?? [];
  const names = new Set<string>();
  for (const { from, to } of effects) {
    const [old, now] = [new Set(words(from)), new Set(words(to))];
    for (const word of old) if (!now.has(word)) names.add(word);
    for (const word of now) if (!old.has(word)) names.add(word);
  }
  return [...names];
}
