/**
 * Turns what the schema says of a document into problems with places.
 *
 * @module
 */
import { MOST_PROBLEMS, type Problems } from "./problems.ts";
import { unknownKeyOf } from "./schema/mapping.ts";
import { scenario as schema } from "./schema/scenario.ts";
import { type GenericIssue, safeParse } from "./schema/valibot.ts";
import {
  itemPlace,
  keyOffset,
  offsetOf,
  type Place,
  renameKey,
  valuePlace,
  type YamlValue,
} from "./yaml/value.ts";

/**
 * Notes the issues of a document. The schema names one unknown key of a mapping
 * and takes the key that is meant for missing: so unknown keys are noted first,
 * spelt right or taken out, and the rest is checked again. The document is
 * changed on the way.
 */
export function noteIssues(
  value: YamlValue,
  document: Place,
  first: readonly GenericIssue[],
  problems: Problems,
): void {
  let issues = first;
  for (let round = 0; round <= MOST_PROBLEMS; round++) {
    const unknown = issues.filter((issue) => unknownKeyOf(issue));
    for (const issue of unknown.length > 0 ? unknown : issues) {
      problems.add(issueOffset(issue, document), issue.message);
    }
    if (unknown.length === 0) return;
    for (const issue of unknown) correctKey(issue, document);
    const result = safeParse(schema, value);
    if (result.success) return;
    issues = result.issues;
  }
}

/** Renames the unknown key of an issue to the one that is meant. */
function correctKey(issue: GenericIssue, document: Place): void {
  const { key, meant } = unknownKeyOf(issue)!;
  const item = issue.path?.at(-1);
  if (item === undefined) return;
  const outer = issuePlace(issue, document, issue.path!.length - 1);
  renameKey(item.input as { [key: string]: YamlValue }, outer, key, meant);
}

/** Place of the value that the first items of an issue's path lead to. */
function issuePlace(
  issue: GenericIssue,
  document: Place,
  length: number,
): Place {
  let place = document;
  for (const item of issue.path?.slice(0, length) ?? []) {
    place = typeof item.key === "number"
      ? itemPlace(place, item.key)
      : valuePlace(place, String(item.key));
  }
  return place;
}

/** Where the value, or for a wrong key the key, of an issue stands. */
function issueOffset(issue: GenericIssue, document: Place): number {
  const path = issue.path ?? [];
  const last = path.at(-1);
  if (last !== undefined && "origin" in last && last.origin === "key") {
    const outer = issuePlace(issue, document, path.length - 1);
    return keyOffset(outer, String(last.key));
  }
  return offsetOf(issuePlace(issue, document, path.length));
}
