/**
 * Distances in recorded sequences.
 *
 * @module
 */
import { InputError } from "../errors.ts";
import { textOf } from "./fields.ts";
import type { Json } from "./types.ts";

/**
 * A distance from a slot, which may be negative; 0 if left out.
 *
 * @throws {InputError} if it is no whole number.
 */
export function distanceOf(step: Json, field: string): number {
  const value = step[field] ?? 0;
  if (Number.isSafeInteger(value)) return value as number;
  throw new InputError(
    `Expected a whole number in '${field}', got '${textOf(value)}'`,
  );
}
