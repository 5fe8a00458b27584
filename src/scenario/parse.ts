/**
 * Reads scenarios from text, without any input or output of its own.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { noteIssues } from "./issues.ts";
import { Problems } from "./problems.ts";
import type { KnownNames } from "./resolve/scope.ts";
import { resolveScenario, type ScenarioFile } from "./resolve/scenario.ts";
import { quickReader, WRONG } from "./schema/quick.ts";
import { scenario as schema } from "./schema/scenario.ts";
import { safeParse } from "./schema/valibot.ts";
import { createSourceText } from "./source_text.ts";
import { quote } from "./text/quote.ts";
import type { Scenario } from "./types.ts";
import { readDocuments } from "./yaml/document.ts";
import { offsetOf, valuePlace, type YamlDocument } from "./yaml/value.ts";

/** Longest text of a file, in characters. */
export const LONGEST_FILE: number = 8 * 2 ** 20;

/** Options of {@linkcode parseScenarios} and of loading. */
export type ParseOptions = KnownNames;

/** The scenarios of some text, and what is wrong with it. */
export interface LoadResult {
  /** Those that are right. */
  readonly scenarios: readonly Scenario[];
  /** What is wrong, by file and place. */
  readonly errors: readonly InputError[];
}

/**
 * Reads and checks every document of a scenario file. Nothing is thrown for
 * wrong input: the result has its errors, and the scenarios that have none.
 *
 * @param text Text of the file.
 * @param file Name of the file for messages.
 *
 * @example
 * ```ts
 * import { parseScenarios } from "./parse.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { scenarios, errors } = parseScenarios(
 *   `
 * id: no-memory
 * name: Anonymous memory that does not fit is refused
 * source: mm/nommu.c
 * steps:
 *   - mmap: { length: 1GiB, prot: READ, flags: PRIVATE|ANONYMOUS }
 *     expect: ENOMEN
 * `,
 *   "example.yaml",
 * );
 * assertEquals(scenarios, []);
 * assertEquals(
 *   errors[0]?.message,
 *   "example.yaml:7:13: Unknown expectation 'ENOMEN'; did you mean 'ENOMEM'?",
 * );
 * ```
 */
export function parseScenarios(
  text: string,
  file: string,
  options: ParseOptions = {},
): LoadResult {
  if (text.length > LONGEST_FILE) {
    const reason = `File is ${text.length} characters long, more than the ` +
      `largest allowed, ${LONGEST_FILE}`;
    return { scenarios: [], errors: [new InputError(reason, { file })] };
  }
  const source = text.startsWith("\ufeff") ? text.slice(1) : text;
  const problems = new Problems();
  const sourceText = createSourceText(file, source);
  const from = { text: sourceText, source, problems, known: options };
  const scenarios: Scenario[] = [];
  const ids = new Map<string, number>();
  for (const document of readDocuments(source, problems)) {
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
