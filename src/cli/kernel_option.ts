/**
 * The edition that an option names.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { Edition } from "../policy/edition.ts";
import { type AnyEdition, EDITIONS, findKernel } from "../policy/editions.ts";
import { unknownKernel } from "../scenario/unknown_kernel.ts";

/**
 * The edition with this name; `6.12` stands for `linux-6.12`.
 *
 * @throws {InputError} if there is none, with the nearest names.
 */
export function editionNamed(name: string): AnyEdition {
  return kernelNamed(name).edition;
}

/**
 * The kernel with this name: the full name, and its edition.
 *
 * @throws {InputError} if there is none, with the nearest names.
 */
export function kernelNamed(
  name: string,
): { readonly name: string; readonly edition: AnyEdition } {
  const found = findKernel(name);
  if (found !== undefined) return found;
  throw new InputError(unknownKernel(name, EDITIONS.map(({ id }) => id)));
}

/**
 * An edition with regions, for what asks their policy in detail.
 *
 * @throws {InputError} if the kernel is older.
 */
export function withRegions(edition: AnyEdition): Edition {
  if (edition.world === "regions") return edition;
  throw new InputError(
    `This is for kernels with regions, from linux-2.6.29 on, not ${edition.id}`,
  );
}
