/**
 * Mappings with known keys.
 *
 * @module
 */
import { didYouMean } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import {
  jsonRules,
  keyChecks,
  type KeyProblem,
  type KeyRules,
} from "./key_rules.ts";
import { expected, type Schema } from "./kit.ts";
import {
  custom,
  description,
  exactOptional,
  type ExactOptionalSchema,
  type GenericIssue,
  metadata,
  pipe,
  rawCheck,
  type RawCheckIssueInfo,
  strictObject,
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
  return piped(schema, description(about));
}

/** A key that may be left out, with the description that editors show. */
export function optional<T>(schema: Schema<T>, about: string): OptionalKey<T> {
  return exactOptional(piped(schema, description(about)));
}

/** A mapping with these keys and no others. */
export function mapping<T extends object>(
  what: string,
  keys: Keys<T>,
  rules: KeyRules<T> = {},
): Schema<T> {
  const checks = keyChecks(what, rules);
  const names = Object.keys(keys);
  const message = (issue: GenericIssue): string => {
    if (issue.expected === "never") {
      return unknownKey(what, String(issue.input), names);
    }
    return issue.expected?.startsWith('"')
      ? `Missing key ${quote(issue.expected.slice(1, -1))} of ${what}`
      : expected(`a mapping (${what})`, issue.input);
  };
  const schema = pipe(
    custom<Record<string, unknown>>(isMapping, message),
    strictObject(keys as Record<string, Schema<unknown>>, message),
    metadata(jsonRules(rules)),
  );
  if (checks.length === 0) return schema as unknown as Schema<T>;
  const counted = piped(
    schema as unknown as Schema<T>,
    {
      ...rawCheck(({ dataset, addIssue }) => {
        const { value } = dataset;
        if (!isMapping(value)) return;
        for (const check of checks) {
          const problem = check(value);
          if (problem !== undefined) addIssue(issueInfo(problem, value));
        }
      }),
      requirement: (value: Readonly<Record<string, unknown>>) =>
        checks.every((check) => check(value) === undefined),
    },
  );
  return counted;
}

/** Adds to a schema's pipe, for a pipe in a pipe takes longer. */
function piped<T>(schema: Schema<T>, item: object): Schema<T> {
  const items = "pipe" in schema ? schema.pipe as readonly object[] : [schema];
  const join = pipe as unknown as (...items: readonly object[]) => Schema<T>;
  return join(...items, item);
}

function issueInfo(
  { reason, key }: KeyProblem,
  input: Record<string, unknown>,
): RawCheckIssueInfo<unknown> {
  if (key === undefined) return { message: reason };
  const value = input[key];
  return {
    message: reason,
    path: [{ type: "object", origin: "key", input, key, value }],
  };
}

function unknownKey(
  what: string,
  key: string,
  names: readonly string[],
): string {
  return `Unknown key ${quote(key)} of ${what}${didYouMean(key, names)}`;
}

/**
 * The key of an issue about an unknown key, and the key that is probably
 * meant; `undefined` for other issues.
 */
export function unknownKeyOf(
  issue: GenericIssue,
): { readonly key: string; readonly meant?: string } | undefined {
  if (issue.type !== "strict_object" || issue.expected !== "never") {
    return undefined;
  }
  const meant = /; did you mean '(.*)'\?$/.exec(issue.message)?.[1];
  const key = String(issue.input);
  return meant === undefined ? { key } : { key, meant };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
