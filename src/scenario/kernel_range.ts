/**
 * Ranges of kernel releases, such as `>=4.0 <6.3`.
 *
 * @module
 */
import { quote } from "./text/quote.ts";
import { ValueError } from "./text/value_error.ts";

/** A release in numbers: `6.12` is `[6, 12]`. */
export type Release = readonly number[];

type Comparator = "<" | "<=" | ">" | ">=" | "=";

/** One bound of a range. */
export interface Bound {
  /** How a release compares to it. */
  readonly comparator: Comparator;
  /** The release. */
  readonly release: Release;
}

/** All bounds hold. */
export type KernelRange = readonly Bound[];

const RELEASE = /^(?:linux-)?([0-9]+(?:\.[0-9]+){0,3})(?:-[a-z0-9.-]+)?$/;
const BOUND = /^(<=|>=|<|>|=)\s*(\S+)$/;

/**
 * The release in a kernel's name; what follows a `-` does not count.
 *
 * @example
 * ```ts
 * import { releaseOf } from "./kernel_range.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(releaseOf("linux-2.6.11-bdi"), [2, 6, 11]);
 * assertEquals(releaseOf("6.12"), [6, 12]);
 * assertEquals(releaseOf("plan9"), undefined);
 * ```
 */
export function releaseOf(name: string): Release | undefined {
  return RELEASE.exec(name)?.[1]?.split(".").map(Number);
}

/** Less than 0, 0 or more than 0; missing numbers are 0. */
export function compareReleases(a: Release, b: Release): number {
  const length = Math.max(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether the text is meant as a range and not as a name. */
export function isKernelRange(text: string): boolean {
  return /^\s*[<>=]/.test(text);
}

/**
 * Reads bounds separated by spaces.
 *
 * @throws {ValueError} if one is not a comparison with a release.
 */
export function parseKernelRange(text: string): KernelRange {
  const parts = text.trim().replace(/([<>=])\s+/g, "$1").split(/\s+/);
  return parts.map((part) => {
    const match = BOUND.exec(part);
    const release = match?.[2] === undefined ? undefined : releaseOf(match[2]);
    if (match === null || release === undefined) {
      throw new ValueError(
        `Bound ${quote(part)} of kernel range ${quote(text)} is not <, <=, ` +
          ">, >= or = and a release such as 6.12",
      );
    }
    return { comparator: match[1] as Comparator, release };
  });
}

/** Whether a release is in the range. */
export function inKernelRange(release: Release, range: KernelRange): boolean {
  return range.every((bound) => {
    const order = compareReleases(release, bound.release);
    switch (bound.comparator) {
      case "<":
        return order < 0;
      case "<=":
        return order <= 0;
      case ">":
        return order > 0;
      case ">=":
        return order >= 0;
      case "=":
        return order === 0;
    }
  });
}
