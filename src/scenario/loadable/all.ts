/**
 * All parts of the reader.
 *
 * @module
 */
import type { ReadingParts } from "../resolve/parts.ts";
import { resolveCramfsMmu, revisionsOf } from "../resolve/cramfs_mmu.ts";
import { resolveTable } from "../resolve/table.ts";
import { readWithLibrary } from "../yaml/library.ts";
import { IMAGE_PART } from "./images.ts";

/** What every scenario file can be read with. */
export const ALL_READING_PARTS: ReadingParts = {
  yaml: readWithLibrary,
  images: IMAGE_PART,
  table: resolveTable,
  cramfsMmu: { revisionsOf, resolveCramfsMmu },
};
