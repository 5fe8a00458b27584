/**
 * What changed in the policy from edition to edition, as Markdown: the changes
 * in words, with what the comparison of neighbours finds of each.
 *
 * @module
 */
import { compareEditions } from "../diff/comparison.ts";
import { type Finding, type Findings, findingsOf } from "../diff/findings.ts";
import { detailsMarkdown } from "../diff/report/markdown.ts";
import { firstSentence } from "../diff/sentence.ts";
import { AUDIENCE, type Audience } from "../policy/audience.ts";
import type { PolicyChange } from "../policy/change.ts";
import { type AnyEdition, EDITIONS } from "../policy/editions.ts";
import { counted, grouped } from "../writing/numbers.ts";
import { wrap } from "../writing/wrap.ts";
import { comingsAndGoings } from "./comings_and_goings.ts";

/** Two neighbours and what differs between them. */
export interface Boundary {
  /** The older edition. */
  readonly before: AnyEdition;
  /** The newer edition. */
  readonly after: AnyEdition;
  /** The differences. */
  readonly found: Findings;
}

/** Compares every edition with the one before it, which takes a while. */
export function boundaries(
  editions: readonly AnyEdition[] = EDITIONS,
): Boundary[] {
  return editions.slice(1).map((after, place) => {
    const pair = [editions[place]!, after];
    return {
      before: pair[0]!,
      after,
      found: findingsOf(compareEditions(pair), pair),
    };
  });
}

/** Makes the page. */
export function policyChangesPage(all: readonly Boundary[]): string {
  return `# What changed in the policy

From kernel to kernel, oldest first: what changed, whom it concerns, where it is
in the kernel, and a scenario that passes on both sides. To know what changed
between two kernels for what you have, read the sections between them, or ask
for these two at once: \`nommap diff linux-4.14 linux-6.1\`.

Numbered changes have scenarios with their number as tag, such as \`change-13\`.
"Inputs" are requests and short stories that were tried on both kernels. Rules
and hazards are described in [rules.md](rules.md). This page is made from the
editions, the rules and the comparison of neighbours by \`deno task docs\`.

## By what you have

${audienceTable(all)}

${all.map(boundaryText).join("\n")}`;
}

/** For everybody whom changes concern: the editions that brought some. */
function audienceTable(all: readonly Boundary[]): string {
  const rows = Object.keys(AUDIENCE).map((key) => {
    const links = all.filter(({ after }) =>
      after.changes.some(({ affects }) => affects?.includes(key as Audience))
    ).map(({ after: { id } }) => `[${nameOf(id)}](#${anchorOf(id)})`);
    return `| ${AUDIENCE[key as Audience]} | ${links.join(", ")} |`;
  });
  return ["| | changed in |", "| --- | --- |", ...rows].join("\n");
}

function nameOf(id: string): string {
  return id.replace("linux-", "");
}

/** The anchor that a heading gets: without dots. */
function anchorOf(id: string): string {
  return id.replaceAll(".", "");
}

function boundaryText({ before, after, found }: Boundary): string {
  const { differing, inputs, findings } = found;
  const lines = [`## ${after.id}`, ""];
  const tried = grouped(inputs);
  lines.push(
    ...wrap(
      `After ${before.id}. ${releasesText(after)} ${
        differing === 0
          ? `None of ${tried} inputs differs`
          : `${counted(differing, "input")} of ${tried} differ`
      }.`,
    ),
    "",
  );
  for (const change of after.changes) {
    const finding = findings.find(({ sentence }) =>
      sentence === change.sentence
    );
    lines.push(...changeLines(change, finding));
  }
  lines.push(...comingsAndGoings(before, after));
  return `${lines.join("\n").trimEnd()}\n`;
}

function releasesText({ id, releases: [first, last] }: AnyEdition): string {
  if (id.endsWith("-bdi")) {
    return "The patch of 2 March 2005 on 2.6.11-rc4, which became part of 2.6.12.";
  }
  return first === last
    ? `Release ${first}.`
    : `Releases ${first} to ${last} decide alike.`;
}

/** Kinds of differences that are shown of each change. */
const SHOWN = 4;

function changeLines(
  change: PolicyChange,
  finding: Finding | undefined,
): string[] {
  const { number, sentence, affects = [], source } = change;
  const title = firstSentence(sentence);
  const mark = number === undefined ? "" : ` (change ${number})`;
  const lines = [
    `### ${title.replace(/\.$/, "")}${mark}`,
    "",
    ...(sentence.length > title.length + 1 ? [...wrap(sentence), ""] : []),
    ...detailsMarkdown({
      affects: affects.map((key) => AUDIENCE[key]),
      ...(source === undefined ? {} : { source: `\`${source}\`` }),
    }),
  ];
  if (finding === undefined) {
    return [...lines, "No input of the comparison shows it.", ""];
  }
  const { effects, rules, hazards, example } = finding;
  lines.push("| before | after | inputs |", "| --- | --- | ---: |");
  for (const { from, to, inputs } of effects.slice(0, SHOWN)) {
    lines.push(`| ${from} | ${to} | ${grouped(inputs)} |`);
  }
  const rest = effects.slice(SHOWN);
  if (rest.length > 0) {
    const inputs = rest.reduce((sum, effect) => sum + effect.inputs, 0);
    lines.push(
      `| ${counted(rest.length, "other kind")} | | ${grouped(inputs)} |`,
    );
  }
  lines.push("");
  for (
    const [what, names] of [["Rules", rules], ["Hazards", hazards]] as const
  ) {
    if (names.length === 0) continue;
    const links = names.map((name) => `[${name}](rules.md#${name})`);
    lines.push(...wrap(`${what}: ${links.join(", ")}.`), "");
  }
  return [
    ...lines,
    "<details><summary>Example</summary>",
    "",
    "```yaml",
    example.trimEnd(),
    "```",
    "",
    "</details>",
    "",
  ];
}
