/**
 * Schema of what holds for all, or differs by kernel or revision.
 *
 * @module
 */
import type { Schema } from "./kit.ts";
import {
  type GenericSchema,
  lazy,
  metadata,
  pipe,
  record,
  transform,
  union,
} from "./valibot.ts";

/** One value for all, or one for each key. */
export type OneOrByKey<T> =
  | { readonly one: T }
  | { readonly byKey: Readonly<Record<string, T>> };

/** A value, or a mapping with keys of a kind: then all of its keys are. */
export function oneOrByKey<T>(
  one: Schema<T>,
  key: Schema<string>,
  isKey: (key: string) => boolean,
): Schema<OneOrByKey<T>> {
  const forAll: Schema<OneOrByKey<T>> = pipe(
    one,
    transform((value): OneOrByKey<T> => ({ one: value })),
  );
  const byKey: Schema<OneOrByKey<T>> = pipe(
    record(key as GenericSchema<string, string>, one),
    transform((values): OneOrByKey<T> => ({ byKey: values })),
    metadata({ minProperties: 1 }),
  );
  const either: Schema<OneOrByKey<T>> = union([forAll, byKey]);
  return lazy((input) => {
    if (input === undefined) return either;
    return hasKey(input, isKey) ? byKey : forAll;
  });
}

function hasKey(input: unknown, isKey: (key: string) => boolean): boolean {
  return typeof input === "object" && input !== null &&
    !Array.isArray(input) && Object.keys(input).some(isKey);
}
