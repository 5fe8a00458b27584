/**
 * Random ranges that have to do with what was mapped before.
 *
 * @module
 */

import type { DraftMap, DraftValue } from "../draft.ts";
import type { Random } from "./random.ts";
import { hexText } from "./file.ts";

/** Bytes in a page of the target. */
export const PAGE = 4096;

/** A mapping that an earlier step may have made. */
export interface Made {
  /** Label of the step. */
  readonly label: string;
  /** The process. */
  readonly by: string;
  /** Its file, if it has one. */
  readonly file: string | undefined;
  /** Offset in the file in bytes. */
  readonly offset: number;
  /** Length in bytes, a multiple of the page size. */
  readonly length: number;
}

/** Part of a file. */
export interface Part {
  /** Offset in bytes. */
  readonly offset: number;
  /** Length in bytes. */
  readonly length: number;
}

/** Part of a file by itself. */
export function anyPart(random: Random): Part {
  const pages = random.weighted([[30, 1], [30, 2], [20, 3], [10, 5], [10, 8]]);
  return {
    offset: random.weighted([[40, 0], [60, random.below(6) * PAGE]]),
    length: oddLength(random, pages),
  };
}

/** A part that is the same, within, around, across or beside an earlier one. */
export function partNear(random: Random, made: Made): Part {
  if (random.chance(0.25)) return { offset: made.offset, length: made.length };
  const pages = made.length / PAGE;
  const from = made.offset / PAGE + random.below(pages + 3) - 2;
  return {
    offset: Math.max(0, from) * PAGE,
    length: oddLength(random, 1 + random.below(pages + 3)),
  };
}

function oddLength(random: Random, pages: number): number {
  return pages * PAGE - (random.chance(0.1) ? random.below(PAGE) : 0);
}

/** An address some bytes behind a label, or before it. */
export function place({ label }: Made, offset: number): string {
  if (offset === 0) return label;
  return offset > 0 ? `${label}+${offset}` : `${label}${offset}`;
}

/** Addresses that mean something by themselves. */
const SPECIAL = [0, 1, 0x1000, 0x2000_0000, 0x8000_0000, 0xffff_f000];

/** What to unmap: a mapping, an end or the middle of it, or too much. */
export function rangeOf(random: Random, it: Made): DraftMap {
  if (random.chance(0.02)) {
    return {
      address: hexText(random.pick(SPECIAL)),
      length: random.pick([0, 1, PAGE, 3 * PAGE, 0xffff_f000]),
    };
  }
  if (random.chance(0.45)) return { address: it.label, length: it.length };
  const pages = it.length / PAGE;
  const ends = random.chance(0.3);
  const from = random.chance(0.15)
    ? -1 - random.below(2)
    : ends
    ? 0
    : random.below(pages + 1);
  const count = random.chance(0.3)
    ? Math.max(1, pages - from)
    : 1 + random.below(pages + 2);
  return {
    address: place(it, from * PAGE + (random.chance(0.04) ? 8 : 0)),
    length: Math.max(
      0,
      count * PAGE + random.weighted([[85, 0], [8, -1], [4, -10], [3, 1]]),
    ),
  };
}

/** How to resize a mapping, rightly or not. */
export function resizing(random: Random, it: Made): DraftMap {
  const pages = it.length / PAGE;
  const flags = random.weighted<DraftValue>([
    [50, 0],
    [30, "MAYMOVE"],
    [15, "MAYMOVE|FIXED"],
    [5, random.pick<DraftValue>(["FIXED", "MAYMOVE|DONTUNMAP"])],
  ]);
  const from = random.chance(0.1) ? random.below(pages + 1) : 0;
  const wrong = random.chance(0.05) ? random.pick([1, 8, -1]) : 0;
  return {
    address: place(it, from * PAGE + (random.chance(0.02) ? 8 : 0)),
    old_length: random.chance(0.75)
      ? it.length
      : Math.max(0, random.below(pages + 2) * PAGE + wrong),
    new_length: Math.max(0, random.below(pages + 3) * PAGE + wrong),
    flags,
    ...(flags === "MAYMOVE|FIXED" || flags === "FIXED"
      ? { new_address: place(it, random.chance(0.8) ? 0 : PAGE) }
      : {}),
  };
}

/** A size of a file: anything, or where a mapping starts or ends, or nearly. */
export function sizeNear(random: Random, made: Made | undefined): number {
  if (made === undefined || random.chance(0.4)) {
    return random.weighted([
      [25, 0],
      [50, random.below(10) * PAGE],
      [25, random.below(10 * PAGE)],
    ]);
  }
  const edge = made.offset + (random.chance(0.7) ? made.length : 0);
  const by = random.pick([0, 0, 1, -1, PAGE, -PAGE, 1 - PAGE, -PAGE - 1]);
  return Math.max(0, edge + by);
}
