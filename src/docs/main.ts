/**
 * Writes the pages and schemas that are made from the sources.
 *
 * @module
 */
import { printError } from "../cli/output.ts";
import { writeWhole } from "../cli/whole_file.ts";
import { requestJsonSchemaText } from "../decide/json_schema.ts";
import { InputError } from "../errors.ts";
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

/** Writes all of them, or says which cannot be written; the exit status. */
function writePages(): number {
  const pages = {
    ...generatedPages(),
    [POLICY_CHANGES]: policyChangesPage(boundaries()),
  };
  try {
    for (const [name, text] of Object.entries(pages)) writeWhole(name, text);
    return 0;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    printError(error.message);
    return 2;
  }
}

if (import.meta.main) Deno.exit(writePages());
