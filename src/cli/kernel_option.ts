/**
 * The edition that an option names.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import type { Edition } from "../policy/edition.ts";
import { type AnyEdition, EDITIONS, findEdition } from "../policy/editions.ts";
import { nearest } from "../scenario/text/nearest.ts";

/**
 * The edition with this name; `6.12` stands for `linux-6.12`.
 *
 * @throws {InputError} if there is none, with the nearest name.
 */
export function editionNamed(name: string): AnyEdition {
  const edition = findEdition(name) ?? findEdition(`linux-${name}`);
  if (edition !== undefined) return edition;
  const names = EDITIONS.map(({ id }) => id);
  const near = nearest(name, names);
  throw new InputError(
    `Unknown kernel '${name}'; ${
      near === undefined
        ? `known: ${names.join(", ")}`
        : `did you mean '${near}'?`
    }`,
  );
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
