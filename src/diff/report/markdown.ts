/**
 * Differences as Markdown.
 *
 * @module
 */
import { counted, grouped } from "../../writing/numbers.ts";
import { wrap } from "../../writing/wrap.ts";
import type { Finding, Findings } from "../findings.ts";

/** A comparison as a page. */
export function diffMarkdown(found: Findings): string {
  const { before, after, inputs, differing, findings, silent } = found;
  const lines = [
    `# From ${before} to ${after}`,
    "",
    `${counted(differing, "input")} of ${grouped(inputs)} differ, for ${
      counted(findings.length, "cause")
    }.`,
  ];
  for (const finding of findings) {
    const { since } = finding;
    const title = since === undefined ? "Several changes" : `Since ${since}`;
    lines.push("", `## ${title}`, "", ...findingMarkdown(finding));
  }
  if (silent.length > 0) {
    lines.push("", "## Without a difference in these inputs", "");
    for (const { since, sentence } of silent) {
      lines.push(...wrap(sentence, { first: `- ${since}: `, indent: 2 }));
    }
  }
  return `${lines.join("\n")}\n`;
}

/** A cause of differences: a paragraph, a table and an example. */
function findingMarkdown(finding: Finding, shown = 6): string[] {
  const { sentence, effects, rules, hazards, example } = finding;
  const lines = [...wrap(sentence), "", ...detailsMarkdown(finding)];
  lines.push("| before | after | inputs |", "| --- | --- | ---: |");
  for (const { from, to, inputs } of effects.slice(0, shown)) {
    lines.push(`| ${from} | ${to} | ${grouped(inputs)} |`);
  }
  const rest = effects.slice(shown);
  if (rest.length > 0) {
    const inputs = rest.reduce((sum, effect) => sum + effect.inputs, 0);
    lines.push(
      `| ${counted(rest.length, "other kind")} | | ${grouped(inputs)} |`,
    );
  }
  for (
    const [what, names] of [["Rules", rules], ["Hazards", hazards]] as const
  ) {
    if (names.length === 0) continue;
    const list = names.map((name) => `\`${name}\``).join(", ");
    lines.push("", ...wrap(`${what}: ${list}`));
  }
  return [...lines, "", "```yaml", example.trimEnd(), "```"];
}

/** Whom a change concerns, and where it is in the kernel. */
export function detailsMarkdown(
  { affects, source }: Pick<Finding, "affects" | "source">,
): string[] {
  const lines: string[] = [];
  if (affects.length > 0) {
    lines.push(...wrap(`Affects: ${affects.join("; ")}.`), "");
  }
  if (source !== undefined) lines.push(...wrap(`Source: ${source}`), "");
  return lines;
}
