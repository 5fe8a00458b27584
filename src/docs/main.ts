/**
 * Writes the pages and schemas that are made from the sources.
 *
 * @module
 */
import { requestJsonSchemaText } from "../decide/json_schema.ts";
import {
  scenarioJsonSchema,
  scenarioJsonSchemaText,
} from "../scenario/schema/json_schema.ts";
import { formatPage } from "./format_page.ts";
import { boundaries, policyChangesPage } from "./policy_changes_page.ts";
import { rulesPage } from "./rules_page.ts";

/** The page of changes, which takes a comparison of all neighbours. */
export const POLICY_CHANGES = "docs/policy-changes.md";

/** The other generated files by their path. */
export function generatedPages(): Readonly<Record<string, string>> {
  return {
    "docs/rules.md": rulesPage(),
    "docs/scenario-format.md": formatPage(scenarioJsonSchema()),
    "schema/scenario.schema.json": scenarioJsonSchemaText(),
    "schema/request.schema.json": requestJsonSchemaText(),
  };
}

if (import.meta.main) {
  const pages = {
    ...generatedPages(),
    [POLICY_CHANGES]: policyChangesPage(boundaries()),
  };
  for (const [name, text] of Object.entries(pages)) {
    await Deno.writeTextFile(name, text);
  }
}
