/**
 * Reads scenarios from text, without any input or output of its own.
 *
 * @module
 */
import { checkText } from "../given.ts";
import {
  type LoadResult,
  type ParseOptions,
  parseWithParts,
} from "./parse_with_parts.ts";
import { ALL_READING_PARTS } from "./loadable/all.ts";
import { checkNames } from "./resolve/scope.ts";

export {
  type LoadResult,
  LONGEST_FILE,
  type ParseOptions,
} from "./parse_with_parts.ts";

/**
 * Reads and checks every document of a scenario file. Nothing is thrown for
 * wrong input: the result has its errors, and the scenarios that have none.
 *
 * @param text Text of the file.
 * @param file Name of the file for messages.
 *
 * @throws {ArgumentError} if an argument is of another type.
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
  checkText("text", text);
  checkText("file", file);
  checkNames(options);
  return parseWithParts(text, file, options, ALL_READING_PARTS);
}
