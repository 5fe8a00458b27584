import type { Step } from "../../src/scenario/types.ts";
import { HEAD, onlyScenario } from "./document.ts";

/** Places are tested elsewhere. */
export function withoutPlaces(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutPlaces);
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof Uint8Array) return [...value];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "at" && key !== "keys")
      .map(([key, inner]) => [key, withoutPlaces(inner)]),
  );
}

/** The steps of a scenario with this text. */
export function steps(text: string): readonly Step[] {
  return onlyScenario(HEAD + text).steps;
}
