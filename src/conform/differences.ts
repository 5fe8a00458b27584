/**
 * Comparing recorded fields with those of the engine.
 *
 * @module
 */
import type { FieldDifference, Json } from "./types.ts";

/** Fields that are compared only where the recording has them. */
const OPTIONAL: ReadonlySet<string> = new Set(["data"]);
/** Fields that are compared elsewhere. */
const ELSEWHERE: ReadonlySet<string> = new Set(["log"]);

/** Every field in which `recorded` and `engine` differ. */
export function differences(recorded: Json, engine: Json): FieldDifference[] {
  const found: FieldDifference[] = [];
  compare("", recorded, engine, found);
  return found;
}

function compare(
  prefix: string,
  recorded: Json,
  engine: Json,
  found: FieldDifference[],
): void {
  for (const name in recorded) {
    if (prefix === "" && ELSEWHERE.has(name)) continue;
    const a = recorded[name];
    const b = engine[name];
    if (isObject(a) && isObject(b)) {
      compare(`${prefix}${name}.`, a, b, found);
    } else if (!same(a, b)) {
      found.push({ field: prefix + name, recorded: a, engine: b });
    }
  }
  for (const name in engine) {
    if (name in recorded || OPTIONAL.has(name)) continue;
    found.push({
      field: prefix + name,
      recorded: undefined,
      engine: engine[name],
    });
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Deep equality of JSON values; `"?"` in a recording stands for anything. */
export function same(recorded: unknown, engine: unknown): boolean {
  if (recorded === engine || recorded === "?") return true;
  if (!Array.isArray(recorded) || !Array.isArray(engine)) return false;
  if (recorded.length !== engine.length) return false;
  for (let i = 0; i < recorded.length; i++) {
    if (!same(recorded[i], engine[i])) return false;
  }
  return true;
}
