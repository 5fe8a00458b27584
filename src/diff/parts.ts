/**
 * The parts of an edition, and editions with parts of another. This is how it
 * is found out which part a difference comes from.
 *
 * @module
 */
import { deviceRules } from "../files/device_rules.ts";
import { validateBy, validatesByChecks } from "../policy/derive.ts";
import type { Edition } from "../policy/edition.ts";
import type { AnyEdition } from "../policy/editions.ts";

/** What the stock drivers of a release do. */
export const DRIVERS = "drivers";

/** Kinds of files whose driver comes with the kernel. */
export type OwnDriver = "ramfs" | "stock";

/** Parts that only matter to the stock drivers. */
const OF_DRIVERS: ReadonlySet<string> = new Set([
  DRIVERS,
  "memDevice",
  "remapsPfn",
]);

/** The only files that a part matters to; `undefined`: it matters to any. */
export function filesOfPart(part: string): OwnDriver | undefined {
  if (OF_DRIVERS.has(part)) return "stock";
  return part.split(".")[0] === "ramfs" ? "ramfs" : undefined;
}

/** Whether one of the parts matters to a case with these files. */
export function mattersTo(
  parts: readonly string[],
  files: ReadonlySet<OwnDriver>,
): boolean {
  return parts.some((part) => {
    const only = filesOfPart(part);
    return only === undefined || files.has(only);
  });
}

/** Properties that name an edition and decide nothing. */
const NAMES: ReadonlySet<string> = new Set([
  "id",
  "releases",
  "world",
  "changes",
]);

/** Properties that have parts of their own. */
const NESTED: ReadonlySet<string> = new Set(["checks", "ramfs"]);

/** The parts in which two editions of the same kind differ. */
export function differingParts(a: AnyEdition, b: AnyEdition): string[] {
  const parts: string[] = [];
  const left = a as unknown as Record<string, unknown>;
  const right = b as unknown as Record<string, unknown>;
  for (const name of Object.keys(left)) {
    if (NAMES.has(name)) continue;
    const [one, other] = [left[name], right[name]];
    if (!NESTED.has(name) || typeof one !== "object") {
      if (!sameValue(one, other)) parts.push(name);
      continue;
    }
    for (const key of Object.keys(one as object)) {
      const path = `${name}.${key}`;
      if (partOf(a, path) !== partOf(b, path)) parts.push(path);
    }
  }
  if (!sameValue(deviceRules(a.id), deviceRules(b.id))) parts.push(DRIVERS);
  return followChecks(a, b)
    ? parts.filter((part) => part !== "validate")
    : parts;
}

/** Objects and lists that are equal count as the same. */
function sameValue(a: unknown, b: unknown): boolean {
  return a === b ||
    typeof a === "object" && JSON.stringify(a) === JSON.stringify(b);
}

/** Whether two validations are what the checks make them, and no more. */
function followChecks(a: AnyEdition, b: AnyEdition): boolean {
  return a.world === "regions" && b.world === "regions" &&
    validatesByChecks(a) && validatesByChecks(b);
}

function partOf(edition: AnyEdition, path: string): unknown {
  let value: unknown = edition;
  for (const key of path.split(".")) {
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The edition with parts of another one of the same kind. */
export function withParts(
  edition: AnyEdition,
  other: AnyEdition,
  parts: readonly string[],
): AnyEdition {
  const made: Record<string, unknown> = { ...edition };
  let checksChanged = false;
  for (const part of parts) {
    if (part === DRIVERS) {
      made["id"] = other.id;
      continue;
    }
    const [name, key] = part.split(".") as [string, string | undefined];
    if (key === undefined) made[name] = partOf(other, name);
    else {
      made[name] = { ...made[name] as object, [key]: partOf(other, part) };
      checksChanged ||= name === "checks";
    }
  }
  if (checksChanged && !parts.includes("validate")) {
    made["validate"] = validateBy(made["checks"] as Edition["checks"]);
  }
  return made as unknown as AnyEdition;
}
