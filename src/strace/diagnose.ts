/**
 * Why a call in a log came to what it did: the suppositions that agree with it,
 * by the rule that decides, and what would tell them apart.
 *
 * @module
 */
import { requestChanges } from "../explain/changes/request.ts";
import type { Change } from "../explain/changes/change.ts";
import { isSuccess } from "../explain/ways.ts";
import type { Outcome } from "../mm/outcome.ts";
import type { AnyEdition } from "../policy/editions.ts";
import { ask, outcomeWord, type Question } from "../question/question.ts";
import type { FileSpec } from "../scenario/types.ts";
import type { LoggedMapping } from "./log.ts";
import { agrees, supposeAll, type Supposition } from "./suppose.ts";

/** One way in which a call can have come to what it did. */
export interface Cause {
  /** Id of the rule that decided. */
  readonly reason: string;
  /** Ids of the rules that took something away before. */
  readonly after: readonly string[];
  /** Suppositions under which this is so, the simplest first. */
  readonly suppositions: readonly Supposition[];
}

/** Another request, and what each cause would make of it. */
export interface Probe {
  /** What is to be asked for instead. */
  readonly changes: readonly Change[];
  /** What a program then sees, by cause: `ok` or an errno. */
  readonly seen: readonly string[];
}

/** What is known about a call. */
export interface Diagnosis<Call = LoggedMapping> {
  /** The call. */
  readonly call: Call;
  /** What can have led to its result; empty: it contradicts everything. */
  readonly causes: readonly Cause[];
  /** Suppositions that do not agree. */
  readonly rejected: readonly Supposition[];
  /** The request that tells most causes apart, if one tells any. */
  readonly probe?: Probe;
}

/**
 * Finds out why a call came to what it did. If its file is declared, nothing
 * else is supposed of it.
 */
export function diagnose(
  call: LoggedMapping,
  edition: AnyEdition,
  declared?: FileSpec,
): Diagnosis {
  const all = supposeAll(call, edition, declared);
  const agreeing = all.filter((one) =>
    agrees(call, one.outcome) && !isBesideThePoint(one)
  );
  const causes = causesOf(agreeing);
  const probe = causes.length < 2 ? undefined : bestProbe(causes, edition);
  return {
    call,
    causes,
    rejected: all.filter((one) => !agreeing.includes(one)),
    ...(probe === undefined ? {} : { probe }),
  };
}

/** Any driver is supposed for the sake of its own answer only. */
function isBesideThePoint({ any, outcome }: Supposition): boolean {
  return any === true && !outcome.reason.endsWith("-refuses");
}

/** The suppositions by what they come to, and by what led there. */
export function causesOf(suppositions: readonly Supposition[]): Cause[] {
  const groups = Map.groupBy(
    suppositions,
    ({ outcome }) =>
      [outcome.backing, outcome.reason, ...whatLedTo(outcome)].join(" "),
  );
  const causes = [...groups.values()].map((group): Cause => ({
    reason: group[0]!.outcome.reason,
    after: whatLedTo(group[0]!.outcome),
    suppositions: withoutIdleExtras(group),
  }));
  const worked = isSuccess(outcomeWord(suppositions[0]?.outcome ?? null));
  return (worked ? causes.filter(isPlain) : causes)
    .toSorted((a, b) => Number(isAny(a)) - Number(isAny(b)));
}

function isAny({ suppositions }: Cause): boolean {
  return suppositions.every(({ any }) => any);
}

/** Leaves out what is supposed besides where the same comes without it. */
function withoutIdleExtras(group: readonly Supposition[]): Supposition[] {
  const plain = new Set(
    group.filter(({ besides }) => besides.length === 0)
      .map(({ what }) => what),
  );
  return group.filter(({ what, besides }) =>
    besides.length === 0 || !plain.has(what)
  );
}

function isPlain({ suppositions }: Cause): boolean {
  return suppositions[0]!.besides.length === 0;
}

/** Rules that take away what another rule then misses. */
const LED_TO: Readonly<Record<string, readonly string[]>> = {
  "shared-needs-direct": ["default-copy", "no-get-unmapped-area"],
  "private-needs-copy": ["default-direct", "no-read-operation"],
};

function whatLedTo({ reason, restricted }: Outcome): readonly string[] {
  return restricted.filter((rule) => LED_TO[reason]?.includes(rule));
}

/** The probe that splits the causes into most groups, the simplest of them. */
function bestProbe(
  causes: readonly Cause[],
  edition: AnyEdition,
): Probe | undefined {
  const questions = causes.map(({ suppositions }) => suppositions[0]!.question);
  let best: Probe | undefined;
  let most = 1;
  for (const changes of probes(questions[0]!)) {
    const seen = questions.map((question) =>
      seenBy(question, changes, edition)
    );
    const count = new Set(seen).size;
    if (count > most) {
      most = count;
      best = { changes, seen };
    }
  }
  return best;
}

function seenBy(
  question: Question,
  changes: readonly Change[],
  edition: AnyEdition,
): string {
  const word = outcomeWord(ask(
    changes.reduce((changed, change) => change.apply(changed), question),
    edition,
  ));
  return isSuccess(word) ? "ok" : word;
}

/** Requests that differ in one thing, then in two. */
function* probes(question: Question): Generator<Change[]> {
  const changes = requestChanges(question);
  for (const change of changes) yield [change];
  for (const [place, first] of changes.entries()) {
    for (const second of changes.slice(place + 1)) {
      if (first.subject !== second.subject) yield [first, second];
    }
  }
}
