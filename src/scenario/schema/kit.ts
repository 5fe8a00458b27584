/**
 * The pieces that the schemas are made of. Scalars come in as their text.
 *
 * @module
 */
import { unknownWord } from "../text/nearest.ts";
import { quote } from "../text/quote.ts";
import { ValueError } from "../text/value_error.ts";
import {
  array,
  check,
  custom,
  type GenericSchema,
  lazy,
  metadata,
  pipe,
  string,
  transform,
  union,
} from "./valibot.ts";

/** A schema of plain YAML values with the given result. */
export type Schema<T> = GenericSchema<unknown, T>;

/** What the JSON Schema says of a value beside its type. */
export type JsonHints = Readonly<Record<string, unknown>>;

/** What a plain value is, for messages. */
function sortOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (typeof value === "string") return quote(value);
  return Array.isArray(value) ? "a list" : "a mapping";
}

/** The message for a value of the wrong sort. */
export function expected(what: string, value: unknown): string {
  return `Expected ${what}, found ${sortOf(value)}`;
}

/** So many different texts of a scalar are remembered. */
const MOST_REMEMBERED = 4096;

/**
 * A reader that remembers what it read, for values that do not change: the
 * same few flags, numbers and errnos stand in a file again and again.
 */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const value = read(text);
    if (known.size < MOST_REMEMBERED) known.set(text, value);
    return value;
  };
}

/** Text that is read by a function which throws `ValueError`. */
export function scalar<T>(
  what: string,
  read: (text: string) => T,
  hints: JsonHints = {},
): Schema<T> {
  return pipe(
    string((issue) => expected(what, issue.input)),
    transform((value): T | ValueError => attempt(read, value)),
    check(
      (value) => !(value instanceof ValueError),
      (issue) => (issue.input as ValueError).message,
    ),
    metadata(hints),
  ) as Schema<T>;
}

function attempt<T>(read: (text: string) => T, value: string): T | ValueError {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof ValueError) return error;
    throw error;
  }
}

/** Any text but an empty one. Plain numbers are text too. */
export function text(what: string, hints: JsonHints = {}): Schema<string> {
  return scalar(what, (value) => {
    if (value.trim() === "") throw new ValueError(`Empty ${what}`);
    return value;
  }, hints);
}

/** One of some words. */
export function choice<const T extends string>(
  what: string,
  words: readonly T[],
): Schema<T> {
  return scalar(what, (word) => {
    if ((words as readonly string[]).includes(word)) return word as T;
    throw new ValueError(unknownWord(what, word, words));
  }, { enum: words });
}

/** A list with items of one schema. */
export function list<T>(what: string, item: Schema<T>): Schema<T[]> {
  return array(item, (issue) => expected(what, issue.input));
}

/** Schemas for the sorts of a value that may have several. */
export interface Sorts<T> {
  /** For scalars. */
  readonly text?: Schema<T>;
  /** For lists. */
  readonly list?: Schema<T>;
  /** For mappings. */
  readonly mapping?: Schema<T>;
}

/** A value that may be of several sorts, each with its own schema. */
export function oneOfSorts<T>(what: string, sorts: Sorts<T>): Schema<T> {
  const wrong = custom<never>(
    () => false,
    (issue) => expected(what, issue.input),
  );
  const all = Object.values(sorts) as Schema<T>[];
  const every: Schema<T> = union(all);
  return lazy((input) => {
    if (input === undefined) return every;
    if (typeof input === "string") return sorts.text ?? wrong;
    if (Array.isArray(input)) return sorts.list ?? wrong;
    return (input === null ? undefined : sorts.mapping) ?? wrong;
  });
}

/**
 * A schema that is made when a value is first read by it: most scenarios have
 * few of the keys that there are.
 */
export function deferred<T>(make: () => Schema<T>): Schema<T> {
  let made: Schema<T> | undefined;
  return lazy(() => made ??= make());
}

/** A value as a list of one. */
export function asList<T>(schema: Schema<T>): Schema<readonly T[]> {
  return pipe(schema, transform((value): readonly T[] => [value]));
}
