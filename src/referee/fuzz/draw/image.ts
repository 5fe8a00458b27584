/**
 * Random images of cramfs and romfs.
 *
 * @module
 */

import type { DraftMap, DraftValue } from "../draft.ts";
import { hexText } from "./file.ts";
import { PAGE } from "./range.ts";
import type { Random } from "./random.ts";

/** Filesystems of images. */
export type ImageDriver = "cramfs" | "romfs";

/** An image. */
export interface RandomImage {
  /** How it is made. */
  readonly image: DraftMap;
  /** Sizes of its files /f0, /f1, ... in bytes. */
  readonly sizes: readonly number[];
}

/** Files of an image: at most so many. */
const FILES = 4;

/** An image with a few files. */
export function randomImage(random: Random, driver: ImageDriver): RandomImage {
  const sizes = Array.from(
    { length: 1 + random.below(FILES) },
    () => fileSize(random),
  );
  const files = Object.fromEntries(sizes.map((size, number) => [
    `/f${number}`,
    {
      size,
      ...contentsOf(random, number),
      ...(driver === "cramfs"
        ? { layout: layoutOf(random, size) }
        : alignment(random)),
    },
  ]));
  const made = driver === "cramfs" ? cramfsOptions(random) : {};
  return { image: { ...made, files }, sizes };
}

/** The files of an image that is called `image`, as a scenario opens them. */
export function openFiles(
  { sizes }: RandomImage,
  driver: ImageDriver,
  place: DraftMap,
): Record<string, DraftMap> {
  return Object.fromEntries(sizes.map((_, number) => [
    `f${number}`,
    { driver, image: "image", path: `/f${number}`, ...place },
  ]));
}

/** Where an image lies that is in memory: most often at the start of a page. */
export function flashAddress(random: Random): string {
  return hexText(random.chance(0.9) ? 0x2200_0000 : 0x2200_0200);
}

/** Sizes around those of blocks. */
function fileSize(random: Random): number {
  return random.weighted<() => number>([
    [10, () => 0],
    [10, () => 1 + random.below(PAGE)],
    [40, () => 1 + random.below(6 * PAGE)],
    [25, () => PAGE * (1 + random.below(6))],
    [15, () => PAGE * (1 + random.below(4)) + random.pick([-1, 1])],
  ])();
}

function cramfsOptions(random: Random): DraftMap {
  return {
    ...(random.chance(0.15) ? { superblock: 512 } : {}),
    ...(random.chance(0.3) ? { pad: false } : {}),
    ...(random.chance(0.2) ? { erased: 0 } : {}),
    ...(random.chance(0.1) ? { extended_pointers: false } : {}),
  };
}

function contentsOf(random: Random, number: number): DraftMap {
  return random.weighted<DraftMap>([
    [55, {}],
    [20, { contents: { byte: 0 } }],
    [25, { contents: { byte: number + 1 } }],
  ]);
}

function alignment(random: Random): DraftMap {
  return random.chance(0.3) ? { align: random.pick([32, 4096]) } : {};
}

type BlockKind = "direct" | "compressed" | "literal" | "direct-compressed";

/** How cramfs stores a file: most often so that it can be mapped in place. */
function layoutOf(random: Random, size: number): DraftMap {
  const kind = () =>
    random.weighted<BlockKind>([
      [65, "direct"],
      [15, "compressed"],
      [10, "literal"],
      [10, "direct-compressed"],
    ]);
  const blocks = Math.ceil(size / PAGE);
  const layout: Record<string, DraftValue> = { blocks: kind() };
  if (blocks > 0 && random.chance(0.3)) {
    layout["except"] = { [random.below(blocks)]: kind() };
  }
  if (random.chance(0.15)) {
    layout["phase"] = random.pick([4, 8, 16, 0x104, 2048, 4092]);
  }
  if (random.chance(0.15) && isDirect(layout)) layout["order"] = "descending";
  if (blocks > 1 && random.chance(0.2)) {
    layout["gaps"] = [1 + random.below(blocks - 1)];
  }
  if (random.chance(0.55)) {
    layout["tail"] = random.pick(["dirty", "packed", "zero"]);
  }
  if (random.chance(0.2)) layout["holes"] = true;
  return layout;
}

function isDirect({ blocks, except }: DraftMap): boolean {
  return [blocks, ...Object.values(except ?? {})]
    .every((kind) => kind === "direct");
}

/** A mapping of one of the files: what `mmap` and `map` have in common. */
export function randomMapping(
  random: Random,
  { sizes }: RandomImage,
): { readonly file: string; readonly length: number } & DraftMap {
  const file = random.below(sizes.length);
  const size = sizes[file]!;
  const blocks = Math.ceil(size / PAGE);
  const pgoff = random.below(blocks + 2);
  const length = random.weighted<() => number>([
    [30, () => PAGE * Math.max(1, blocks - pgoff)],
    [20, () => PAGE * (1 + random.below(8))],
    [20, () => Math.max(1, size - pgoff * PAGE)],
    [20, () => PAGE],
    [10, () => random.below(3 * PAGE)],
  ])();
  return {
    file: `f${file}`,
    length,
    prot: randomProt(random),
    flags: random.weighted([[66, "PRIVATE"], [34, "SHARED"]]),
    ...(pgoff === 0 ? {} : { offset: pgoff * PAGE }),
  };
}

/** Protection of a mapping: most often one that can be in place. */
export function randomProt(random: Random): string {
  return random.weighted([
    [42, "READ"],
    [14, "READ|EXEC"],
    [12, "READ|WRITE"],
    [12, "NONE"],
    [10, "EXEC"],
    [10, "WRITE"],
  ]);
}
