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

/** What is wrong with a mapping's keys. */
export interface KeyProblem {
  /** In words. */
  readonly reason: string;
  /** The key that is one too many; left out: one is missing. */
  readonly key?: string;
}

/** Says what is wrong with a mapping's keys, if something is. */
export type KeyCheck = (
  value: Readonly<Record<string, unknown>>,
) => KeyProblem | undefined;

/** The checks of some rules, in the order in which they are to be made. */
export function keyChecks<T>(what: string, rules: KeyRules<T>): KeyCheck[] {
  const { exactlyOne, atMostOne = [], together = {}, notEmpty } = rules;
  const checks: KeyCheck[] = [];
  if (notEmpty) checks.push((value) => emptyProblem(what, value));
  if (exactlyOne !== undefined) {
    const group = new Set(exactlyOne);
    checks.push((value) => choiceProblem(what, value, group, true));
  }
  for (const keys of atMostOne) {
    const group = new Set(keys);
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
): KeyProblem | undefined {
  for (const _ in value) return undefined;
  return { reason: `Nothing is said in ${what}` };
}

function choiceProblem(
  what: string,
  value: Readonly<Record<string, unknown>>,
  group: ReadonlySet<string>,
  needed: boolean,
): KeyProblem | undefined {
  let given = 0;
  for (const key in value) if (group.has(key)) given++;
  if (given === 0 && needed) {
    return { reason: `Missing in ${what}: one of ${[...group].join(", ")}` };
  }
  if (given < 2) return undefined;
  const names = [...group].filter((key) => Object.hasOwn(value, key));
  const reason = `Only one of ${names.join(", ")} can be given in ${what}`;
  return { reason, key: names[1]! };
}

function pairProblem(
  what: string,
  value: Readonly<Record<string, unknown>>,
  key: string,
  others: readonly string[],
): KeyProblem | undefined {
  const other = others.find((name) => Object.hasOwn(value, name));
  const given = Object.hasOwn(value, key);
  if (other !== undefined && !given) {
    const reason = `Missing key ${quote(key)} of ${what} beside ${
      quote(other)
    }`;
    return { reason, key: other };
  }
  if (other === undefined && given) {
    const reason = `Key ${quote(key)} of ${what} needs ${others.join(" or ")}`;
    return { reason, key };
  }
  return undefined;
}

/** What of the rules a JSON Schema can say. */
export function jsonRules<T>(rules: KeyRules<T>): Record<string, unknown> {
  const one = (key: string) => ({ required: [key] });
  const { exactlyOne, atMostOne, together, notEmpty } = rules;
  return {
    additionalProperties: false,
    ...(exactlyOne && { oneOf: exactlyOne.map(one) }),
    ...(atMostOne && {
      not: { anyOf: atMostOne.map((group) => ({ required: group })) },
    }),
    ...(together && { dependencies: jsonDependencies(together) }),
    ...(notEmpty && { minProperties: 1 }),
  };
}

function jsonDependencies(
  together: Readonly<Record<string, readonly string[] | undefined>>,
): Record<string, unknown> {
  const dependencies: Record<string, unknown> = {};
  for (const [key, others = []] of Object.entries(together)) {
    dependencies[key] = { anyOf: others.map((name) => ({ required: [name] })) };
    for (const other of others) dependencies[other] = [key];
  }
  return dependencies;
}
