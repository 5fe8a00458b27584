/**
 * Loads scenarios from files and folders.
 *
 * @module
 */
import { checkText, refuse } from "../given.ts";
import { ENGINE_NAMES } from "./known_names.ts";
import { loadWithParts } from "./load_with_parts.ts";
import type { LoadResult, ParseOptions } from "./parse_with_parts.ts";
import { ALL_READING_PARTS } from "./loadable/all.ts";
import { checkNames } from "./resolve/scope.ts";

export type { LoadResult, ParseOptions } from "./parse_with_parts.ts";

/**
 * Loads every scenario of some files and folders. Nothing is thrown for wrong
 * input or paths: the result has the errors of all files, and the scenarios
 * that have none. Ids are unique among all of them.
 *
 * Kernels, reasons and hazards are those of the engine unless `options` say
 * otherwise. Images that scenarios name must lie in the folder of the scenario
 * file, or below it, also where a symbolic link leads, unless
 * `allowImagesOutside` is set.
 *
 * @param paths Files, and folders in which `*.yaml` and `*.yml` are looked for.
 *
 * @throws {ArgumentError} if an argument is of another type.
 *
 * @example
 * ```ts ignore
 * import { DEFAULT_EDITION, loadScenarios, runScenario } from "@nommap/nommap";
 *
 * const { scenarios, errors } = await loadScenarios(["scenarios"]);
 * for (const { message } of errors) console.error(message);
 * for (const scenario of scenarios) {
 *   console.log(scenario.id, runScenario(scenario, DEFAULT_EDITION).status);
 * }
 * ```
 */
export async function loadScenarios(
  paths: readonly (string | URL)[],
  options: ParseOptions & { readonly allowImagesOutside?: boolean } =
    ENGINE_NAMES,
): Promise<LoadResult> {
  checkPaths(paths);
  checkNames(options);
  return await loadWithParts(paths, options, ALL_READING_PARTS);
}

/**
 * Makes sure that paths are a list of texts and URLs.
 *
 * @throws {ArgumentError} if they are not.
 */
function checkPaths(paths: readonly (string | URL)[]): void {
  if (!Array.isArray(paths)) refuse("a list of paths", "paths", paths);
  for (const path of paths) {
    if (!(path instanceof URL)) checkText("path", path);
  }
}
