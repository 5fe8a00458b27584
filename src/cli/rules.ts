/**
 * The command that lists the rules.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { findRule, type Rule, RULES } from "../policy/rules.ts";
import { nearest } from "../scenario/text/nearest.ts";
import { readArguments } from "./arguments.ts";
import { print } from "./output.ts";
import { terminalWidth } from "./terminal.ts";
import { wrap } from "../writing/wrap.ts";
import { quote } from "../scenario/text/quote.ts";

/** `nommap rules`. */
export function rulesCommand(args: string[]): Promise<number> {
  const options = readArguments(args, { flags: ["json"] });
  const rules = options.operands.length === 0
    ? RULES
    : options.operands.map(ruleNamed);
  for (const rule of rules) {
    print(options.flag("json") ? `${JSON.stringify(rule)}\n` : ruleText(rule));
  }
  return Promise.resolve(0);
}

function ruleNamed(id: string): Rule {
  const rule = findRule(id);
  if (rule !== undefined) return rule;
  const near = nearest(id, RULES.map((known) => known.id));
  throw new InputError(
    `Unknown rule ${quote(id)}${
      near === undefined ? "" : `; did you mean '${near}'?`
    }`,
  );
}

function ruleText(rule: Rule): string {
  const when = [
    rule.since === undefined ? "" : `since ${rule.since}`,
    rule.until === undefined ? "" : `until ${rule.until}`,
  ].filter(Boolean).join(", ");
  const told = wrap(rule.sentence, { width: terminalWidth(), indent: 2 });
  return `${rule.id} (${rule.effect}${when === "" ? "" : `, ${when}`})\n` +
    `${told.join("\n")}\n  ${rule.source}\n`;
}
