/**
 * Rules and hazards that come and go between two editions.
 *
 * @module
 */
import { type AnyEdition, compareReleases } from "../policy/editions.ts";
import { HAZARDS } from "../policy/hazards.ts";
import { KNOWN_HAZARDS } from "../policy/history/known_hazards.ts";
import { RULES } from "../policy/rules.ts";
import { wrap } from "../writing/wrap.ts";

interface Span {
  readonly name: string;
  readonly since: string | undefined;
  readonly until: string | undefined;
}

/** Paragraphs that name what is new with an edition and what is gone. */
export function comingsAndGoings(
  before: AnyEdition,
  after: AnyEdition,
): string[] {
  const linked = (
    { id, since, until }: {
      readonly id: string;
      readonly since?: string;
      readonly until?: string;
    },
  ): Span => ({ name: `[${id}](rules.md#${id})`, since, until });
  const known = KNOWN_HAZARDS.flatMap(({ id, title, releases }): Span[] =>
    releases.map(([since, until]) => ({
      name: `${id} (${title})`,
      since,
      until,
    }))
  );
  const lines: string[] = [];
  const say = (what: string, spans: readonly Span[]): void => {
    const come = spans.filter(({ since }) => startsWith(after, since));
    const gone = spans.filter(({ until }) => endsWith(before, after, until));
    if (come.length > 0) {
      lines.push(...wrap(`New ${what}: ${namesOf(come)}.`), "");
    }
    if (gone.length > 0) {
      lines.push(...wrap(`Gone ${what}: ${namesOf(gone)}.`), "");
    }
  };
  say("rules", RULES.filter(({ source }) => source !== "").map(linked));
  say("hazards of the engine", HAZARDS.map(linked));
  say("known hazards", known);
  return lines;
}

function namesOf(spans: readonly Span[]): string {
  return [...new Set(spans.map(({ name }) => name))].join(", ");
}

/** Whether something begins with this edition: the patch is as 2.6.12. */
function startsWith(
  { id, releases: [first, last] }: AnyEdition,
  since: string | undefined,
): boolean {
  if (since === undefined) return false;
  if (id.endsWith("-bdi")) return since === "2.6.12";
  if (id === "linux-2.6.12" && since === "2.6.12") return false;
  return compareReleases(since, first) >= 0 &&
    compareReleases(since, last) <= 0;
}

/** Whether something ends before an edition begins. */
function endsWith(
  before: AnyEdition,
  after: AnyEdition,
  until: string | undefined,
): boolean {
  if (until === undefined || before.id.endsWith("-bdi")) return false;
  const [first] = before.releases;
  const next = after.id.endsWith("-bdi") ? "2.6.12" : after.releases[0];
  return compareReleases(until, first) >= 0 && compareReleases(until, next) < 0;
}
