/**
 * Rules about how many keys of a mapping are given.
 *
 * @module
 */
import { quote } from "../text/quote.ts";

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

/** Says what is wrong with a mapping's keys, if something is. */
export type KeyCheck = (
  value: Readonly<Record<string, unknown>>,
) => string | undefined;

/** The checks of some rules, in the order in which they are to be made. */
export function keyChecks<T>(what: string, rules: KeyRules<T>): KeyCheck[] {
  const { exactlyOne, atMostOne = [], together = {}, notEmpty } = rules;
  const checks: KeyCheck[] = [];
  if (notEmpty) checks.push((value) => emptyProblem(what, value));
  if (exactlyOne !== undefined) {
    checks.push((value) => choiceProblem(what, value, exactlyOne, true));
  }
  for (const group of atMostOne) {
    checks.push((value) => choiceProblem(what, value, group, false));
  }
  for (const [key, others] of Object.entries(together)) {
    const list = others as readonly string[];
    checks.push((value) => pairProblem(what, value, key, list));
  }
  return checks;
}

function emptyProblem(
  what: string,
  value: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const _ in value) return undefined;
  return `Nothing is said in ${what}`;
}

function choiceProblem(
  what: string,
  value: Readonly<Record<string, unknown>>,
  group: readonly string[],
  needed: boolean,
): string | undefined {
  let given = 0;
  for (const key of group) if (Object.hasOwn(value, key)) given++;
  if (given === 0 && needed) {
    return `Missing in ${what}: one of ${group.join(", ")}`;
  }
  if (given < 2) return undefined;
  const names = group.filter((key) => Object.hasOwn(value, key)).join(", ");
  return `Only one of ${names} can be given in ${what}`;
}

function pairProblem(
  what: string,
  value: Readonly<Record<string, unknown>>,
  key: string,
  others: readonly string[],
): string | undefined {
  const other = others.find((name) => Object.hasOwn(value, name));
  const given = Object.hasOwn(value, key);
  if (other !== undefined && !given) {
    return `Missing key ${quote(key)} of ${what} beside ${quote(other)}`;
  }
  if (other === undefined && given) {
    return `Key ${quote(key)} of ${what} needs ${others.join(" or ")}`;
  }
  return undefined;
}

/** What of the rules a JSON Schema can say. */
export function jsonRules<T>(rules: KeyRules<T>): Record<string, unknown> {
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
