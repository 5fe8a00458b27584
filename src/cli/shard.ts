/**
 * Running one part of the scenarios on each of several machines.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { Test } from "../scenario/run/select.ts";
import { quote } from "../scenario/text/quote.ts";

/** One of several parts. */
export interface Shard {
  /** Which part, from 1. */
  readonly index: number;
  /** How many parts there are. */
  readonly count: number;
}

/** Most parts that are allowed. */
const MOST_SHARDS = 10_000;

/**
 * Reads `2/4`: the second of four parts.
 *
 * @throws {InputError} if it is not that.
 */
export function readShard(text: string): Shard {
  const [, first = "", second = ""] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const index = Number(first);
  const count = Number(second);
  if (index < 1 || index > count || count > MOST_SHARDS) {
    throw new InputError(
      `Wrong shard ${
        quote(text)
      }; it is INDEX/COUNT with an index from 1 to the count, such as 2/4`,
    );
  }
  return { index, count };
}

/**
 * The tests of one part. All kernels of a scenario are in one part. A hash of
 * its id says which, so that it seldom changes when other scenarios come and
 * go; only what does not fit its own part goes to the next one with room.
 */
export function testsOfShard(tests: readonly Test[], shard: Shard): Test[] {
  const { index, count } = shard;
  const weights = new Map<string, number>();
  for (const { scenario: { id } } of tests) {
    weights.set(id, (weights.get(id) ?? 0) + 1);
  }
  const ids = [...weights.keys()]
    .map((id) => ({ id, hash: hashOf(id) }))
    .sort((a, b) => a.hash - b.hash || (a.id < b.id ? -1 : 1));
  const room = Math.ceil(tests.length / count);
  const loads = new Array<number>(count).fill(0);
  const chosen = new Set<string>();
  for (const { id, hash } of ids) {
    let part = hash % count;
    while (loads[part]! >= room) part = (part + 1) % count;
    loads[part]! += weights.get(id)!;
    if (part === index - 1) chosen.add(id);
  }
  return tests.filter(({ scenario }) => chosen.has(scenario.id));
}

/** FNV-1a with the finish of MurmurHash3: 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
