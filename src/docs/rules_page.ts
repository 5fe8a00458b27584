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
  const hazards = HAZARDS.map(({ id, effect, sentence, source }) =>
    `### ${id}\n\n${sentence}\n\n${effect}; ${code(source)}\n`
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
  const when = rule.since === undefined
    ? rule.until === undefined ? "" : `, until ${rule.until}`
    : rule.until === undefined
    ? `, since ${rule.since}`
    : `, ${rule.since} to ${rule.until}`;
  const scope = rule.scope === "any" ? "" : `, for ${rule.scope} requests`;
  return `### ${rule.id}\n\n${rule.sentence}\n\n${
    EFFECTS[rule.effect]
  }${scope}${when}; ${code(rule.source)}\n`;
}

function code(text: string): string {
  return `\`${text}\``;
}
