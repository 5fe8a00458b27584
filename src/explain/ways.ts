/**
 * The search for what would change an outcome: over single changes, then pairs,
 * then, if nothing has worked, three at a time. Each is tried on the engine.
 *
 * @module
 */
import { pagesIn, pagesToBytes } from "../abi/word.ts";
import type { AnyEdition } from "../policy/editions.ts";
import {
  ask,
  askedStep,
  outcomeWord,
  type Question,
} from "../question/question.ts";
import { sizeText } from "../writing/numbers.ts";
import type { Change, Side } from "./changes/change.ts";
import { callChange, callChanges } from "./changes/calls.ts";
import { circumstanceChanges } from "./changes/circumstances.ts";
import { driverChanges } from "./changes/driver.ts";
import { stockChanges } from "./changes/stock.ts";
import { lengthChange, requestChanges } from "./changes/request.ts";

/** Changes that together lead to another outcome. */
export interface Way {
  /** The outcome in one word, as {@linkcode outcomeWord} has it. */
  readonly outcome: string;
  /** Id of the rule that then decides. */
  readonly reason: string;
  /** Ids of the hazards that the kernel then runs into. */
  readonly hazards: readonly string[];
  /** What has to change. */
  readonly changes: readonly Change[];
}

/** Outcomes that a caller is glad of, best first. */
const SUCCESSES: readonly string[] = ["ok", "direct", "copy", "anonymous"];

/** Whether an outcome in one word is that the call succeeds. */
export function isSuccess(word: string): boolean {
  return SUCCESSES.includes(word);
}

/** Everything that could be different about a question, one thing at a time. */
export function changesOf(
  question: Question,
  edition: AnyEdition,
  more: readonly Change[] = [],
): Change[] {
  return [
    ...more,
    ...requestChanges(question),
    ...shorterLength(question, edition),
    ...callChanges(question),
    ...driverChanges(question),
    ...stockChanges(question),
    ...circumstanceChanges(question),
  ];
}

/**
 * The smallest sets of changes that lead to another outcome, the smallest
 * first. A set is left out if a smaller one leads there and asks nothing of
 * anybody else. More changes than those of {@linkcode changesOf} can be given.
 */
export function findWays(
  question: Question,
  edition: AnyEdition,
  more: readonly Change[] = [],
): Way[] {
  const search = new Search(question, edition);
  search.try([]);
  const changes = changesOf(question, edition, more);
  const several = changes.filter(({ alone }) => alone !== true);
  const left = triesFor(question);
  let tries = 0;
  const tryAll = (sets: Iterable<readonly Change[]>): void => {
    for (const set of sets) {
      if (++tries > left) return;
      search.try(set);
    }
  };
  tryAll(changes.map((change) => [change]));
  tryAll(combinations(several, 2));
  if (!isSuccess(search.before) && !search.hasSuccess()) {
    tryAll(combinations(several, 3));
  }
  return search.ways.toSorted(byUse);
}

/** Earlier steps from which on the number of tries is limited. */
const MANY_STEPS = 50;
/** Steps that all tries together then carry out. */
const MOST_STEPS = 40_000;

/** How many sets of changes are tried: for each, all earlier steps are made. */
function triesFor({ step }: Question): number {
  return step < MANY_STEPS ? Infinity : Math.ceil(MOST_STEPS / step);
}

class Search {
  readonly ways: Way[] = [];
  before = "";
  #hazards = 0;
  readonly #question: Question;
  readonly #edition: AnyEdition;

  constructor(question: Question, edition: AnyEdition) {
    this.#question = question;
    this.#edition = edition;
  }

  hasSuccess(): boolean {
    return this.ways.some(({ outcome }) => isSuccess(outcome));
  }

  try(changes: readonly Change[]): void {
    const changed = changes.reduce(
      (question, change) => change.apply(question),
      this.#question,
    );
    const outcome = ask(changed, this.#edition);
    const word = outcomeWord(outcome);
    const hazards = outcome?.hazards.length ?? 0;
    if (changes.length === 0) {
      this.before = word;
      this.#hazards = hazards;
      return;
    }
    const safer = hazards === 0 && this.#hazards > 0;
    if (outcome === null || word === this.before && !safer) return;
    const covered = this.ways.some((way) =>
      way.outcome === word && way.changes.length < changes.length &&
      isSubset(sidesOf(way.changes), sidesOf(changes))
    );
    if (covered) return;
    this.ways.push({
      outcome: word,
      reason: outcome.reason,
      hazards: outcome.hazards.map(({ id }) => id),
      changes,
    });
  }
}

function sidesOf(changes: readonly Change[]): ReadonlySet<Side> {
  return new Set(changes.map(({ side }) => side));
}

function isSubset(a: ReadonlySet<Side>, b: ReadonlySet<Side>): boolean {
  return a.isSubsetOf(b);
}

/** Sets of so many changes that do not exclude each other. */
function* combinations(
  changes: readonly Change[],
  size: number,
  from = 0,
): Generator<Change[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let place = from; place < changes.length; place++) {
    const change = changes[place]!;
    for (const rest of combinations(changes, size - 1, place + 1)) {
      if (rest.every(({ subject }) => subject !== change.subject)) {
        yield [change, ...rest];
      }
    }
  }
}

/** What it takes to have somebody change something. */
const EFFORT: Readonly<Record<Side, number>> = {
  program: 1,
  history: 2,
  system: 3,
  driver: 4,
};

function effort({ changes, hazards }: Way): number {
  return changes.reduce(
    (sum, { side, loses }) => sum + EFFORT[side] + (loses === true ? 1 : 0),
    hazards.length,
  );
}

function byUse(a: Way, b: Way): number {
  return kind(a.outcome) - kind(b.outcome) ||
    effort(a) - effort(b) ||
    SUCCESSES.indexOf(a.outcome) - SUCCESSES.indexOf(b.outcome) ||
    (a.outcome < b.outcome ? -1 : a.outcome > b.outcome ? 1 : 0);
}

/** Success, an error, or a kernel that stops. */
function kind(word: string): number {
  if (isSuccess(word)) return 0;
  return word === "stops" ? 2 : 1;
}

/** The largest length that works, if a page would and this length does not. */
function shorterLength(question: Question, edition: AnyEdition): Change[] {
  if (triesFor(question) < Infinity) return [];
  const { operation } = askedStep(question);
  const { pageSize } = question.scenario.machine;
  const works = (change: Change): boolean =>
    isSuccess(outcomeWord(ask(change.apply(question), edition)));
  const shorter = operation.kind === "mmap"
    ? (pages: number) => {
      const length = pagesToBytes(pages, pageSize, 64);
      const text = `a length of at most ${sizeText(length)}`;
      return lengthChange(text, length, true);
    }
    : operation.kind === "ftruncate"
    ? (pages: number) => {
      const size = pagesToBytes(pages, pageSize, 64);
      const text = `a size of at most ${sizeText(size)}`;
      return callChange("size", text, { ...operation, size });
    }
    : undefined;
  if (shorter === undefined || !works(shorter(1))) return [];
  const bytes = operation.kind === "mmap"
    ? operation.length
    : operation.kind === "ftruncate"
    ? operation.size
    : 0;
  if (isSuccess(outcomeWord(ask(question, edition))) || bytes === 0) return [];
  let low = 1;
  let high = pagesIn(bytes, pageSize) + 1;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (works(shorter(middle))) low = middle;
    else high = middle;
  }
  return [shorter(low)];
}
