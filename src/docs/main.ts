/**
 * Writes the pages of docs/ that are made from the sources.
 *
 * @module
 */
import { scenarioJsonSchema } from "../scenario/schema/json_schema.ts";
import { formatPage } from "./format_page.ts";
import { rulesPage } from "./rules_page.ts";

/** The generated pages by the name of their file. */
export function generatedPages(): Readonly<Record<string, string>> {
  return {
    "rules.md": rulesPage(),
    "scenario-format.md": formatPage(scenarioJsonSchema()),
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(generatedPages())) {
    await Deno.writeTextFile(`docs/${name}`, text);
  }
}
