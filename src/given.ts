/**
 * Checks of what a script gives to a function: types do not keep a program in
 * JavaScript from giving anything.
 *
 * @module
 */
import { ArgumentError } from "./errors.ts";

const LONGEST = 40;

/** A value as a message shows it, whatever it is. */
export function shown(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length > LONGEST
        ? `'${escaped(value.slice(0, LONGEST))}...'`
        : `'${escaped(value)}'`;
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? "a list" : "an object";
    case "function":
      return "a function";
    case "symbol":
      return "a symbol";
    default:
      return String(value).slice(0, LONGEST);
  }
}

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Throws that something else was expected. */
export function refuse(expected: string, what: string, value: unknown): never {
  throw new ArgumentError(
    `Expected ${expected} for '${what}', got ${shown(value)}`,
  );
}

/**
 * Makes sure that a value is an object, and that it has no keys but these.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkObject(
  what: string,
  value: unknown,
  keys?: readonly string[],
): void {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    refuse("an object", what, value);
  }
  const wrong = keys === undefined
    ? undefined
    : Object.keys(value).find((key) => !keys.includes(key));
  if (wrong !== undefined) {
    throw new ArgumentError(
      `Unknown key ${shown(wrong)} of the ${what}; there are ${
        keys!.join(", ")
      }`,
    );
  }
}

/**
 * Makes sure that a value is an instance of a class.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkInstance(
  what: string,
  value: unknown,
  // deno-lint-ignore no-explicit-any
  type: abstract new (...args: any[]) => unknown,
): void {
  if (!(value instanceof type)) {
    refuse(`an instance of ${type.name}`, what, value);
  }
}

/**
 * Makes sure that a value is a whole number in a range.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkWhole(
  what: string,
  value: unknown,
  most: number = Number.MAX_SAFE_INTEGER,
  least = 0,
): void {
  if (
    typeof value !== "number" || !Number.isInteger(value) || value < least ||
    value > most
  ) refuse(`a whole number from ${least} to ${most}`, what, value);
}

/** Pages of a machine have from 1 KiB to 16 MiB. */
const SMALLEST_PAGE = 1024;
const LARGEST_PAGE = 2 ** 24;

/**
 * Makes sure that a value is a page size.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkPageSize(what: string, value: unknown): void {
  if (
    typeof value !== "number" || value < SMALLEST_PAGE ||
    value > LARGEST_PAGE || (value & (value - 1)) !== 0
  ) {
    refuse(
      `a power of two from ${SMALLEST_PAGE} to ${LARGEST_PAGE}`,
      what,
      value,
    );
  }
}

/**
 * Makes sure that a value is a word of 32 bits, signed or not.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkBits(what: string, value: unknown): void {
  if (
    typeof value !== "number" ||
    (value >>> 0) !== value && (value | 0) !== value
  ) refuse("a word of 32 bits", what, value);
}

/**
 * Makes sure that a value is `true` or `false`.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkFlag(what: string, value: unknown): void {
  if (typeof value !== "boolean") refuse("true or false", what, value);
}

/**
 * Makes sure that a value is a text.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkText(what: string, value: unknown): void {
  if (typeof value !== "string") refuse("a text", what, value);
}

/**
 * Makes sure that a value is a function.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkFunction(what: string, value: unknown): void {
  if (typeof value !== "function") refuse("a function", what, value);
}

/**
 * Makes sure that a value is bytes.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkBytes(what: string, value: unknown): void {
  if (!(value instanceof Uint8Array)) refuse("a Uint8Array", what, value);
}

/** Words that a message lists. */
const MOST_CHOICES = 12;

/**
 * Makes sure that a value is one of some words.
 *
 * @throws {ArgumentError} if it is not.
 */
export function checkChoice(
  what: string,
  value: unknown,
  choices: readonly string[],
): void {
  if (typeof value !== "string" || !choices.includes(value)) {
    const list = choices.length > MOST_CHOICES
      ? `${choices.slice(0, MOST_CHOICES).join(", ")}, ...`
      : choices.join(", ");
    if (typeof value !== "string") refuse(`one of ${list}`, what, value);
    throw new ArgumentError(
      `Unknown ${what} ${shown(value)}; there are ${list}`,
    );
  }
}

/**
 * Looks at a value that may be left out.
 *
 * @throws {ArgumentError} if it is there and the check refuses it.
 */
export function ifGiven(
  what: string,
  value: unknown,
  check: (what: string, value: unknown) => void,
): void {
  if (value !== undefined) check(what, value);
}
