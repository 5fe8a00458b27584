/**
 * Reads the image files that scenarios name.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { pathError } from "./collect.ts";
import type { ImageReader } from "./resolve/images.ts";

/** Largest image that is read, in bytes: more does not fit cramfs. */
const LARGEST_IMAGE: number = 256 * 2 ** 20;

/** Bytes of images that were read, by their real paths. */
export type ImageCache = Map<string, Uint8Array>;

/**
 * A reader for the images that one scenario file names, by paths from its
 * folder.
 *
 * @param file Path of the scenario file.
 * @param anywhere Whether images may lie outside that folder.
 */
export function imageReader(
  file: string,
  anywhere: boolean,
  cache: ImageCache = new Map(),
): ImageReader {
  const folder = file.slice(0, file.lastIndexOf("/") + 1) || "./";
  return (name) => {
    try {
      const path = name.startsWith("/") ? name : folder + name;
      const real = Deno.realPathSync(path);
      const within = Deno.realPathSync(folder);
      const outside = !real.startsWith(within === "/" ? "/" : `${within}/`);
      if (outside && !anywhere) {
        throw new InputError(
          "Lies outside the folder of the scenario; --allow-images-outside " +
            "lets it be read",
        );
      }
      return readImage(real, cache);
    } catch (error) {
      throw new InputError(pathError(error, name).reason, { cause: error });
    }
  };
}

function readImage(real: string, cache: ImageCache): Uint8Array {
  const known = cache.get(real);
  if (known !== undefined) return known;
  const { isFile, size } = Deno.statSync(real);
  if (!isFile) throw new InputError("Is not a regular file");
  if (size > LARGEST_IMAGE) {
    throw new InputError(
      `Has ${size} bytes, more than the largest image, ${LARGEST_IMAGE}`,
    );
  }
  const bytes = Deno.readFileSync(real);
  cache.set(real, bytes);
  return bytes;
}
