/**
 * The reference of all rules and hazards, as Markdown.
 *
 * @module
 */
import { HAZARDS } from "../policy/hazards.ts";
import { type Rule, RULES } from "../policy/rules.ts";

const EFFECTS: Readonly<Record<Rule["effect"], string>> = {
  refuse: "refuses",
  restrict: "takes a capability",
  adjust: "changes something",
  grant: "grants",
};

/** Makes the page. */
export function rulesPage(): string {
  const rules = RULES.filter(({ source }) => source !== "").map(ruleText);
  const hazards = HAZARDS.map((hazard) =>
    `### ${hazard.id}\n\n${hazard.sentence}\n\n${hazard.effect}${
      releases(hazard)
    }; ${code(hazard.source)}\n`
  );
  return `# Rules and hazards

A rule is one decision of the kernel. Its id is what a scenario asserts as
\`reason\`. A hazard is a place where the kernel itself misbehaves; its id is what
a scenario asserts as \`hazard\`. This page is made from \`src/policy/\` by
\`deno task docs\`.

## Rules

${rules.join("\n")}
## Hazards

${hazards.join("\n")}`;
}

function ruleText(rule: Rule): string {
  const scope = rule.scope === "any" ? "" : `, for ${rule.scope} requests`;
  return `### ${rule.id}\n\n${rule.sentence}\n\n${
    EFFECTS[rule.effect]
  }${scope}${releases(rule)}; ${code(rule.source)}\n`;
}

function releases(
  { since, until }: { readonly since?: string; readonly until?: string },
): string {
  if (since === undefined) return until === undefined ? "" : `, until ${until}`;
  if (until === undefined) return `, since ${since}`;
  return since === until ? `, ${since}` : `, ${since} to ${until}`;
}

function code(text: string): string {
  return `\`${text}\``;
}
