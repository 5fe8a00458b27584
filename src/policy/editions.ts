/**
 * The editions that there are, oldest first.
 *
 * @module
 */
import { checkText } from "../given.ts";
import type { Edition } from "./edition.ts";
import type { ListEdition } from "./list_edition.ts";
import { LIST_EDITIONS } from "./editions/list_world.ts";
import { LINUX_2_6_29 } from "./editions/linux_2_6_29.ts";
import { LINUX_2_6_30 } from "./editions/linux_2_6_30.ts";
import { LINUX_2_6_31 } from "./editions/linux_2_6_31.ts";
import { LINUX_2_6_32 } from "./editions/linux_2_6_32.ts";
import { LINUX_2_6_33 } from "./editions/linux_2_6_33.ts";
import { LINUX_2_6_34 } from "./editions/linux_2_6_34.ts";
import { LINUX_2_6_35 } from "./editions/linux_2_6_35.ts";
import { LINUX_3_0 } from "./editions/linux_3_0.ts";
import { LINUX_3_10 } from "./editions/linux_3_10.ts";
import { LINUX_3_14 } from "./editions/linux_3_14.ts";
import { LINUX_3_15 } from "./editions/linux_3_15.ts";
import { LINUX_3_19 } from "./editions/linux_3_19.ts";
import { LINUX_4_0 } from "./editions/linux_4_0.ts";
import { LINUX_4_1 } from "./editions/linux_4_1.ts";
import { LINUX_4_9 } from "./editions/linux_4_9.ts";
import { LINUX_4_14 } from "./editions/linux_4_14.ts";
import { LINUX_4_15 } from "./editions/linux_4_15.ts";
import { LINUX_4_19 } from "./editions/linux_4_19.ts";
import { LINUX_5_10 } from "./editions/linux_5_10.ts";
import { LINUX_5_15 } from "./editions/linux_5_15.ts";
import { LINUX_6_1 } from "./editions/linux_6_1.ts";
import { LINUX_6_3 } from "./editions/linux_6_3.ts";
import { LINUX_6_6 } from "./editions/linux_6_6.ts";
import { LINUX_6_8 } from "./editions/linux_6_8.ts";
import { LINUX_6_12 } from "./editions/linux_6_12.ts";
import { LINUX_6_17 } from "./editions/linux_6_17.ts";
import { LINUX_6_19 } from "./editions/linux_6_19.ts";
import { EDITIONS_7 } from "./editions/linux_7.ts";

/** A kernel's policy, whichever way that kernel keeps its mappings. */
export type AnyEdition = Edition | ListEdition;

/** The editions since regions came, oldest first. */
export const REGION_EDITIONS: readonly Edition[] = [
  LINUX_2_6_29,
  LINUX_2_6_30,
  LINUX_2_6_31,
  LINUX_2_6_32,
  LINUX_2_6_33,
  LINUX_2_6_34,
  LINUX_2_6_35,
  LINUX_3_0,
  LINUX_3_10,
  LINUX_3_14,
  LINUX_3_15,
  LINUX_3_19,
  LINUX_4_0,
  LINUX_4_1,
  LINUX_4_9,
  LINUX_4_14,
  LINUX_4_15,
  LINUX_4_19,
  LINUX_5_10,
  LINUX_5_15,
  LINUX_6_1,
  LINUX_6_3,
  LINUX_6_6,
  LINUX_6_8,
  LINUX_6_12,
  LINUX_6_17,
  LINUX_6_19,
  ...EDITIONS_7,
];

const ALL: AnyEdition[] = [];
const BY_ID = new Map<string, AnyEdition>();
/** The numbers of releases, of this many at most. */
const PARTS = new Map<string, readonly number[]>();
const MOST_RELEASES = 1000;

/** All editions, oldest first. */
export const EDITIONS: readonly AnyEdition[] = ALL;

/** The edition that is used where none is named. */
export const DEFAULT_EDITION: Edition = LINUX_6_12;

/**
 * Adds an edition that is newer than all others.
 *
 * @throws {RangeError} if there is one with its name.
 */
export function addEdition(edition: AnyEdition): void {
  if (BY_ID.has(edition.id)) {
    throw new RangeError(`Edition '${edition.id}' is there already`);
  }
  BY_ID.set(edition.id, edition);
  ALL.push(edition);
}

for (const edition of [...LIST_EDITIONS, ...REGION_EDITIONS]) {
  addEdition(edition);
}

/** The last release of each series that has ended. */
const LAST_OF_SERIES: ReadonlyMap<string, number> = new Map([
  ["2.6", 39],
  ["3", 19],
  ["4", 20],
  ["5", 19],
  ["6", 19],
]);

/** Whether there was such a release, as far as its series has ended. */
function isRelease(release: string): boolean {
  const [, series, number] = /^(2\.6|\d+)\.(\d+)/.exec(release) ?? [];
  const last = LAST_OF_SERIES.get(series ?? "");
  return last === undefined || Number(number) <= last;
}

/**
 * The edition with this name, or the one whose releases include it:
 * `linux-5.4` is in `linux-4.19`. `undefined` if there is none.
 *
 * @throws {ArgumentError} if the name is no text.
 *
 * @example
 * ```ts
 * import { findEdition } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(findEdition("linux-5.4")?.id, "linux-4.19");
 * assertEquals(findEdition("linux-2.4.37"), undefined);
 * ```
 */
export function findEdition(name: string): AnyEdition | undefined {
  checkText("name", name);
  const exact = BY_ID.get(name);
  if (exact !== undefined) return exact;
  const release = /^linux-(\d+(?:\.\d+){1,3})$/.exec(name)?.[1];
  if (release === undefined || !isRelease(release)) return undefined;
  return EDITIONS.find(({ id, releases: [first, last] }) =>
    isInReleases(release, first, last) && !id.endsWith("-bdi")
  );
}

/** The edition of a kernel's name; `5.4` stands for `linux-5.4`. */
export function findKernel(
  name: string,
): { readonly name: string; readonly edition: AnyEdition } | undefined {
  for (const full of [name, `linux-${name}`]) {
    const edition = findEdition(full);
    if (edition !== undefined) return { name: full, edition };
  }
  return undefined;
}

/**
 * The name of a kernel, with that of its edition where it is another one:
 * `linux-5.4 (edition linux-4.19)`.
 */
export function kernelTitle(name: string, edition: string): string {
  return name === edition ? name : `${name} (edition ${edition})`;
}

/** The numbers of a release; the few that there are, are asked for often. */
function partsOf(release: string): readonly number[] {
  let parts = PARTS.get(release);
  if (parts === undefined) {
    parts = release.split(".").map(Number);
    if (PARTS.size < MOST_RELEASES) PARTS.set(release, parts);
  }
  return parts;
}

/** Orders releases: negative if `a` is the older one. */
export function compareReleases(a: string, b: string): number {
  const left = partsOf(a);
  const right = partsOf(b);
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Whether a release is from `first` to `last`; the stable releases of the last
 * one are with it, and without a last one there is no end.
 */
export function isInReleases(
  release: string,
  first: string,
  last?: string,
): boolean {
  return compareReleases(release, first) >= 0 &&
    (last === undefined || compareReleases(release, last) <= 0 ||
      release.startsWith(`${last}.`));
}
