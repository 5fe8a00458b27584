/**
 * Images, and files in them.
 *
 * @module
 */
import type { ReadingParts } from "../resolve/parts.ts";
import { resolveCramfs, resolveRomfs } from "../resolve/image_files.ts";
import { Images } from "../resolve/images.ts";

/** The part. */
export const IMAGE_PART: NonNullable<ReadingParts["images"]> = {
  Images,
  resolveCramfs,
  resolveRomfs,
};
