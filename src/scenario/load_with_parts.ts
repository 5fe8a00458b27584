/**
 * Loading scenarios with the parts of the reader that they need.
 *
 * @module
 */
import { InputError, onOneLine } from "../errors.ts";
import { collectFiles, type FoundFile, pathError } from "./collect.ts";
import { type ImageCache, imageReader } from "./image_reader.ts";
import {
  type LoadResult,
  LONGEST_FILE,
  type ParseOptions,
  parseWithParts,
} from "./parse_with_parts.ts";
import {
  PartNeeded,
  type ReadingPart,
  type ReadingParts,
} from "./resolve/parts.ts";
import { quote } from "./text/quote.ts";
import type { Scenario } from "./types.ts";
import { decodeText } from "./utf8.ts";

/** Options of loading. */
export interface LoadOptions extends ParseOptions {
  /** Images need not lie in the folder of the scenario file. */
  readonly allowImagesOutside?: boolean;
  /** Called after each file; what it answers is waited for. */
  readonly afterFile?: () => Promise<void> | undefined;
}

/** Loads a part of the reader, and gives it with those that were there. */
export type LoadPart = (
  part: ReadingPart,
  parts: ReadingParts,
) => Promise<ReadingParts>;

/**
 * Loads every scenario of some files and folders. Parts of the reader are
 * loaded when a file needs them; that file is read again.
 */
export async function loadWithParts(
  paths: readonly (string | URL)[],
  options: LoadOptions,
  loadedParts: ReadingParts,
  loadPart: LoadPart = missing,
): Promise<LoadResult> {
  const found = await collectFiles(paths);
  const errors = [...found.errors];
  const scenarios: Scenario[] = [];
  const ids = new Map<string, Scenario>();
  const { allowImagesOutside = false, afterFile, ...known } = options;
  const cache: ImageCache = new Map();
  let parts = loadedParts;
  const parse = async (text: string, path: string): Promise<LoadResult> => {
    const readImage = imageReader(path, allowImagesOutside, cache);
    for (;;) {
      try {
        return parseWithParts(text, path, { readImage, ...known }, parts);
      } catch (error) {
        if (!(error instanceof PartNeeded)) throw error;
        parts = await loadPart(error.part, parts);
      }
    }
  };
  for (const file of found.files) {
    const text = readText(file);
    if (typeof text !== "string") {
      errors.push(text);
      continue;
    }
    const result = await parse(text, file.path);
    errors.push(...result.errors);
    for (const scenario of result.scenarios) {
      const error = sameId(scenario, ids);
      if (error !== undefined) errors.push(error);
      else scenarios.push(scenario);
    }
    await afterFile?.();
  }
  return { scenarios, errors };
}

function missing(part: ReadingPart): never {
  throw new PartNeeded(part);
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
    `Id ${quote(scenario.id)} is also in ${onOneLine(file)}:${line}:${column}`,
    scenario.text.position(scenario.at),
  );
}
