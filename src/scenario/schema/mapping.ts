/**
 * Mappings with known keys.
 *
 * @module
 */
import { didYouMean } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import { jsonRules, keyChecks, type KeyRules } from "./key_rules.ts";
import { expected, type Schema } from "./kit.ts";
import {
  custom,
  description,
  exactOptional,
  type ExactOptionalSchema,
  type GenericIssue,
  looseObject,
  metadata,
  pipe,
  rawCheck,
} from "./valibot.ts";

/** A key that may be left out. */
export type OptionalKey<T> = ExactOptionalSchema<Schema<T>, undefined>;

/** One schema for each key of `T`: no more, no less. */
export type Keys<T> = {
  readonly [K in keyof T]-?: Partial<Record<K, T[K]>> extends Pick<T, K>
    ? OptionalKey<Exclude<T[K], undefined>>
    : Schema<T[K]>;
};

/** A key that must be there, with the description that editors show. */
export function required<T>(schema: Schema<T>, about: string): Schema<T> {
  return pipe(schema, description(about));
}

/** A key that may be left out, with the description that editors show. */
export function optional<T>(schema: Schema<T>, about: string): OptionalKey<T> {
  return exactOptional(pipe(schema, description(about)));
}

/** A mapping with these keys and no others. */
export function mapping<T extends object>(
  what: string,
  keys: Keys<T>,
  rules: KeyRules<T> = {},
): Schema<T> {
  const names = Object.keys(keys);
  const checks = keyChecks(what, rules);
  const message = (issue: GenericIssue): string =>
    issue.expected?.startsWith('"')
      ? `Missing key ${quote(issue.expected.slice(1, -1))} of ${what}`
      : expected(`a mapping (${what})`, issue.input);
  return pipe(
    custom<Record<string, unknown>>(isMapping, message),
    looseObject(keys as Record<string, Schema<unknown>>, message),
    rawCheck(({ dataset, addIssue }) => {
      const value = dataset.value as Record<string, unknown> | undefined;
      if (!isMapping(value)) return;
      for (const key in value) {
        if (Object.hasOwn(keys, key)) continue;
        addIssue({
          message: `Unknown key ${quote(key)} of ${what}${
            didYouMean(key, names)
          }`,
          path: [{ type: "object", origin: "key", input: value, key, value }],
        });
      }
      for (const check of checks) {
        const problem = check(value);
        if (problem !== undefined) addIssue({ message: problem });
      }
    }),
    metadata(jsonRules(rules)),
  ) as unknown as Schema<T>;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
