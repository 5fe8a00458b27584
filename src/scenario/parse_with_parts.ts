/**
 * Reading scenarios from text with the parts of the reader that it needs.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { noteIssues } from "./issues.ts";
import { needed, type ReadingParts } from "./resolve/parts.ts";
import { Problems } from "./problems.ts";
import type { KnownNames } from "./resolve/scope.ts";
import { resolveScenario, type ScenarioFile } from "./resolve/scenario.ts";
import { quickReader, WRONG } from "./schema/quick.ts";
import { scenario as schema } from "./schema/scenario.ts";
import { safeParse } from "./schema/valibot.ts";
import { createSourceText } from "./source_text.ts";
import { quote } from "./text/quote.ts";
import type { Scenario } from "./types.ts";
import { readDocuments, type ReadUnusual } from "./yaml/document.ts";
import { offsetOf, valuePlace, type YamlDocument } from "./yaml/value.ts";

/** Longest text of a file, in characters. */
export const LONGEST_FILE: number = 8 * 2 ** 20;

/** Options of parsing and of loading. */
export type ParseOptions = KnownNames;

/** The scenarios of some text, and what is wrong with it. */
export interface LoadResult {
  /** Those that are right. */
  readonly scenarios: readonly Scenario[];
  /** What is wrong, by file and place. */
  readonly errors: readonly InputError[];
}

/**
 * Reads and checks every document of a scenario file, with the parts that are
 * there.
 *
 * @throws {PartNeeded} if the file needs another one.
 */
export function parseWithParts(
  text: string,
  file: string,
  options: ParseOptions,
  parts: ReadingParts,
): LoadResult {
  if (text.length > LONGEST_FILE) {
    const reason = `File is ${text.length} characters long, more than the ` +
      `largest allowed, ${LONGEST_FILE}`;
    return { scenarios: [], errors: [new InputError(reason, { file })] };
  }
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  const problems = new Problems();
  const sourceText = createSourceText(file, source);
  const from = { text: sourceText, source, problems, known: options, parts };
  const scenarios: Scenario[] = [];
  const ids = new Map<string, number>();
  const readUnusual: ReadUnusual = (...piece) =>
    needed(parts, "yaml")(...piece);
  for (const document of readDocuments(source, problems, readUnusual)) {
    const scenario = readScenario(document, from);
    if (scenario === undefined) continue;
    const at = offsetOf(valuePlace(document.place, "id"));
    const other = ids.get(scenario.id);
    if (other === undefined) {
      ids.set(scenario.id, at);
      scenarios.push(scenario);
    } else {
      const { line } = sourceText.position(other);
      problems.add(
        at,
        `Id ${quote(scenario.id)} is given twice, first in line ${line}`,
      );
    }
  }
  return { scenarios, errors: problems.errors(sourceText) };
}

const readQuickly = quickReader(schema);

function readScenario(
  { value, place }: YamlDocument,
  file: ScenarioFile,
): Scenario | undefined {
  const before = file.problems.count;
  let document = readQuickly(value);
  if (document === WRONG) {
    const result = safeParse(schema, value);
    if (!result.success) {
      noteIssues(value, place, result.issues, file.problems);
      return undefined;
    }
    document = result.output;
  }
  const scenario = resolveScenario(document, place, file);
  return file.problems.count === before ? scenario : undefined;
}
