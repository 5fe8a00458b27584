/**
 * The parts of the reader that only some scenario files need, so that a program
 * that reads others does not have to load them.
 *
 * @module
 */
import type { resolveCramfsMmu, revisionsOf } from "./cramfs_mmu.ts";
import type { resolveCramfs, resolveRomfs } from "./image_files.ts";
import type { Images } from "./images.ts";
import type { resolveTable } from "./table.ts";
import type { ReadUnusual } from "../yaml/document.ts";

/** Parts that are loaded. */
export interface ReadingParts {
  /** YAML with something unusual in it. */
  readonly yaml?: ReadUnusual;
  /** Images, and files in them. */
  readonly images?: {
    readonly Images: typeof Images;
    readonly resolveCramfs: typeof resolveCramfs;
    readonly resolveRomfs: typeof resolveRomfs;
  };
  /** Scenarios with a table. */
  readonly table?: typeof resolveTable;
  /** Scenarios of cramfs with an MMU. */
  readonly cramfsMmu?: {
    readonly revisionsOf: typeof revisionsOf;
    readonly resolveCramfsMmu: typeof resolveCramfsMmu;
  };
}

/** The name of a part. */
export type ReadingPart = keyof ReadingParts;

/** Thrown where a part is not there; with it, the file can be read. */
export class PartNeeded extends Error {
  override readonly name = "PartNeeded";
  /** The part. */
  readonly part: ReadingPart;

  /** Makes the error. */
  constructor(part: ReadingPart) {
    super(`Part '${part}' of the reader is not loaded`);
    this.part = part;
  }
}

/**
 * A part that has to be there.
 *
 * @throws {PartNeeded} if it is not.
 */
export function needed<K extends ReadingPart>(
  parts: ReadingParts,
  name: K,
): NonNullable<ReadingParts[K]> {
  const part = parts[name];
  if (part === undefined) throw new PartNeeded(name);
  return part;
}
