/**
 * Mappings with known keys.
 *
 * @module
 */
import { didYouMean } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
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

/** How many of some keys there must be. */
export interface KeyRules<T> {
  /** Exactly one of these keys is given. */
  readonly exactlyOne?: readonly (keyof T & string)[];
  /** At most one of the keys of each group is given. */
  readonly atMostOne?: readonly (readonly (keyof T & string)[])[];
  /** A key that is given if, and only if, one of the others is. */
  readonly together?: {
    readonly [K in keyof T & string]?: readonly (keyof T & string)[];
  };
  /** At least one key is given. */
  readonly notEmpty?: boolean;
}

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
      const problem = countProblem(what, value, rules);
      if (problem !== undefined) addIssue({ message: problem });
    }),
    metadata(jsonRules(rules)),
  ) as unknown as Schema<T>;
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function countProblem<T>(
  what: string,
  value: Record<string, unknown>,
  rules: KeyRules<T>,
): string | undefined {
  if (rules.notEmpty && Object.keys(value).length === 0) {
    return `Nothing is said in ${what}`;
  }
  const { exactlyOne, atMostOne = [] } = rules;
  for (const group of exactlyOne ? [exactlyOne, ...atMostOne] : atMostOne) {
    const given = group.filter((key) => Object.hasOwn(value, key));
    if (given.length === 0 && group === exactlyOne) {
      return `Missing in ${what}: one of ${group.join(", ")}`;
    }
    if (given.length > 1) {
      return `Only one of ${given.join(", ")} can be given in ${what}`;
    }
  }
  return rules.together && togetherProblem(what, value, rules.together);
}

function togetherProblem(
  what: string,
  value: Record<string, unknown>,
  together: Readonly<Record<string, readonly string[] | undefined>>,
): string | undefined {
  for (const [key, others = []] of Object.entries(together)) {
    const other = others.find((name) => Object.hasOwn(value, name));
    const given = Object.hasOwn(value, key);
    if (other !== undefined && !given) {
      return `Missing key ${quote(key)} of ${what} beside ${quote(other)}`;
    }
    if (other === undefined && given) {
      return `Key ${quote(key)} of ${what} needs ${others.join(" or ")}`;
    }
  }
  return undefined;
}

function jsonRules<T>(rules: KeyRules<T>): Record<string, unknown> {
  const one = (key: string) => ({ required: [key] });
  const { exactlyOne, atMostOne, notEmpty } = rules;
  return {
    additionalProperties: false,
    ...(exactlyOne && { oneOf: exactlyOne.map(one) }),
    ...(atMostOne && {
      not: { anyOf: atMostOne.map((group) => ({ required: group })) },
    }),
    ...(notEmpty && { minProperties: 1 }),
  };
}
