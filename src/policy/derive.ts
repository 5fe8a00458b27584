/**
 * Making an edition from the one before it, or from parts of two.
 *
 * @module
 */
import type { PolicyChange } from "./change.ts";
import type { Edition, RamfsPolicy } from "./edition.ts";
import type { ListEdition } from "./list_edition.ts";
import { type Checks, CHECKS_5_15, packChecks } from "./checks.ts";
import { validate, validateWith } from "./validate.ts";

/** What every edition says of itself. */
interface OwnNames {
  /** Name in scenarios. */
  readonly id: string;
  /** The first and the last release. */
  readonly releases: readonly [first: string, last: string];
  /** What is otherwise than in the edition before. */
  readonly changes: readonly PolicyChange[];
}

/** What an edition has of its own. */
export type OwnParts =
  & OwnNames
  & Partial<Omit<Edition, keyof OwnNames | "world" | "checks" | "ramfs">>
  & {
    /** Checks that differ. */
    readonly checks?: Partial<Checks>;
    /** What ramfs does otherwise. */
    readonly ramfs?: Partial<RamfsPolicy>;
  };

/**
 * The edition that comes after another: the same but for what is given. With
 * other `checks` the validation follows, unless one is given, too.
 *
 * @example
 * ```ts
 * import { after } from "./derive.ts";
 * import { LINUX_7_1 } from "./editions/linux_7.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const edition = after(LINUX_7_1, {
 *   id: "linux-9.9",
 *   releases: ["9.9", "9.9"],
 *   changes: [{ sentence: "Locks are back.", parts: ["checks.mandatoryLocks"] }],
 *   checks: { mandatoryLocks: true },
 * });
 * assertEquals(edition.checks.needsReadMode, true);
 * ```
 */
export function after(before: Edition, own: OwnParts): Edition {
  const checks = { ...before.checks, ...own.checks };
  return {
    ...before,
    ...own,
    checks,
    ramfs: { ...before.ramfs, ...own.ramfs },
    validate: own.validate ??
      (own.checks === undefined ? before.validate : validateBy(checks)),
  };
}

/** As {@linkcode after}, for kernels before regions. */
export function afterList(
  before: ListEdition,
  own: OwnNames & Partial<Omit<ListEdition, keyof OwnNames | "world">>,
): ListEdition {
  return { ...before, ...own };
}

const BY_CHECKS = new WeakSet<Edition["validate"]>([validate]);

/** A validation with these checks. */
export function validateBy(checks: Checks): Edition["validate"] {
  if (sameChecks(checks, CHECKS_5_15)) return validate;
  const packed = packChecks(checks);
  const made: Edition["validate"] = (request, file, caller, arch) =>
    validateWith(packed, request, file, caller, arch) | 0;
  BY_CHECKS.add(made);
  return made;
}

/** Whether an edition validates by its checks and by nothing of its own. */
export function validatesByChecks({ validate }: Edition): boolean {
  return BY_CHECKS.has(validate);
}

function sameChecks(a: Checks, b: Checks): boolean {
  return (Object.keys(a) as (keyof Checks)[]).every((key) => a[key] === b[key]);
}
