/**
 * Loads scenarios from files and folders.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { ENGINE_NAMES } from "./known_names.ts";
import { collectFiles, type FoundFile, pathError } from "./collect.ts";
import { type ImageCache, imageReader } from "./image_reader.ts";
import {
  type LoadResult,
  LONGEST_FILE,
  type ParseOptions,
  parseScenarios,
} from "./parse.ts";
import { quote } from "./text/quote.ts";
import type { Scenario } from "./types.ts";
import { decodeText } from "./utf8.ts";

export type { LoadResult, ParseOptions } from "./parse.ts";

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
 */
export async function loadScenarios(
  paths: readonly (string | URL)[],
  options: ParseOptions & { readonly allowImagesOutside?: boolean } =
    ENGINE_NAMES,
): Promise<LoadResult> {
  const found = await collectFiles(paths);
  const errors = [...found.errors];
  const scenarios: Scenario[] = [];
  const ids = new Map<string, Scenario>();
  const { allowImagesOutside = false, ...known } = options;
  const cache: ImageCache = new Map();
  for (const file of found.files) {
    const text = readText(file);
    if (typeof text !== "string") {
      errors.push(text);
      continue;
    }
    const result = parseScenarios(text, file.path, {
      readImage: imageReader(file.path, allowImagesOutside, cache),
      ...known,
    });
    errors.push(...result.errors);
    for (const scenario of result.scenarios) {
      const error = sameId(scenario, ids);
      if (error !== undefined) errors.push(error);
      else scenarios.push(scenario);
    }
  }
  return { scenarios, errors };
}

/** Reads at once: for many small files that takes a fifth of the time. */
function readText({ path }: FoundFile): string | InputError {
  try {
    const { size } = Deno.statSync(path);
    if (size > LONGEST_FILE) {
      const reason = `File has ${size} bytes, more than the largest allowed, ` +
        `${LONGEST_FILE}`;
      return new InputError(reason, { file: path });
    }
    return decodeText(Deno.readFileSync(path), path);
  } catch (error) {
    return pathError(error, path);
  }
}

function sameId(
  scenario: Scenario,
  ids: Map<string, Scenario>,
): InputError | undefined {
  const other = ids.get(scenario.id);
  if (other === undefined) {
    ids.set(scenario.id, scenario);
    return undefined;
  }
  const { file, line, column } = other.text.position(other.at);
  return new InputError(
    `Id ${quote(scenario.id)} is also in ${file}:${line}:${column}`,
    scenario.text.position(scenario.at),
  );
}
