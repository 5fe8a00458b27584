/**
 * Where the switches stand, and how a link says so.
 *
 * @module
 */
import { type Field, FIELDS } from "./fields.ts";

/** The value of every switch, by id. */
export type State = ReadonlyMap<string, string>;

/** Longest text of a number. */
const LONGEST = 40;

/** The switches as they are at first. */
export const INITIAL: State = new Map(
  Array.from(FIELDS, ([id, { initial }]) => [id, initial]),
);

/** The same with other values. */
export function withValues(
  state: State,
  values: Readonly<Record<string, string>>,
): State {
  return new Map([...state, ...Object.entries(values)]);
}

/** The value of a switch. */
export function valueOf(state: State, id: string): string {
  return state.get(id) ?? "";
}

/** Whether a check is on. */
export function isOn(state: State, id: string): boolean {
  return state.get(id) === "on";
}

/** Whether a switch is of any use as the others stand. */
export function isUseful(field: Field, state: State): boolean {
  if (field.needs === undefined) return true;
  const [id, ...values] = field.needs;
  return values.includes(valueOf(state, id)) &&
    isUseful(FIELDS.get(id)!, state);
}

/**
 * The state as the fragment of a link: the kernel, and what is not as at
 * first.
 *
 * @example
 * ```ts
 * import { fragmentOf, INITIAL, stateOf, withValues } from "./state.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const state = withValues(INITIAL, { READ: "on", length: "64KiB" });
 * const fragment = "READ=on&length=64KiB&kernel=linux-6.12";
 * assertEquals(fragmentOf(state), fragment);
 * assertEquals(stateOf(fragment), state);
 * ```
 */
export function fragmentOf(state: State): string {
  const changed = [...state].filter(([id, value]) =>
    id === "kernel" || value !== INITIAL.get(id)
  );
  return new URLSearchParams(changed).toString();
}

/** The state that a fragment says; what it cannot say is as at first. */
export function stateOf(fragment: string): State {
  const state = new Map(INITIAL);
  for (const [id, value] of new URLSearchParams(fragment)) {
    const field = FIELDS.get(id);
    if (field !== undefined && isPossible(field, value)) state.set(id, value);
  }
  return state;
}

function isPossible({ kind, choices }: Field, value: string): boolean {
  switch (kind) {
    case "check":
      return value === "on" || value === "";
    case "number":
      return value.length <= LONGEST;
    case "select":
      return choices!.some((choice) => choice.value === value);
  }
}
