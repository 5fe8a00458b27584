/**
 * Random images of cramfs and romfs, and mappings of their files.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import type { Draft, DraftMap, DraftValue } from "./draft.ts";
import type { Random } from "./random.ts";
import { hexText } from "./random_file.ts";
import { PAGE } from "./random_range.ts";

/** Where an image lies. */
type Place = "flash" | "NOR" | "RAM" | "ROM" | "block";

const FLASH = 0x2200_0000;

const BLOCKS = ["direct", "compressed", "literal", "direct-compressed"];

/** An image with a few files, and mappings of them by one process. */
export function randomImage(
  random: Random,
  options: { readonly id: string; readonly kernel: string },
): Draft {
  const bits: WordSize = random.chance(0.5) ? 32 : 64;
  const driver = random.weighted([[65, "cramfs"], [35, "romfs"]]);
  const place = random.weighted<Place>(
    driver === "cramfs"
      ? [[80, "flash"], [20, "block"]]
      : [[40, "ROM"], [20, "RAM"], [25, "NOR"], [15, "block"]],
  );
  const sizes = Array.from(
    { length: 1 + random.below(3) },
    () => randomSize(random),
  );
  const contents = Object.fromEntries(sizes.map((size, number) => [
    `/f${number}`,
    { size, ...fileOf(random, size, number, driver) },
  ]));
  const files = Object.fromEntries(sizes.map((_, number) => [
    `f${number}`,
    { driver, image: "image", path: `/f${number}`, ...placeOf(place) },
  ]));
  return {
    ...options,
    machine: { word_size: bits },
    images: { image: { ...imageOf(random, driver), files: contents } },
    files,
    processes: { caller: {} },
    steps: stepsOf(random, sizes),
  };
}

/** Sizes around those of blocks. */
function randomSize(random: Random): number {
  return random.weighted([
    [40, random.pick([0, 1, 100, 4095, 4096, 4097, 8192])],
    [40, random.below(20_000)],
    [20, PAGE * (1 + random.below(5))],
  ]);
}

function placeOf(place: Place): DraftMap {
  switch (place) {
    case "flash":
      return { at: hexText(FLASH) };
    case "block":
      return {};
    default:
      return { mtd: { type: place, at: hexText(FLASH) } };
  }
}

function imageOf(random: Random, driver: string): DraftMap {
  if (driver === "romfs") return {};
  return {
    ...(random.chance(0.15) ? { superblock: 512 } : {}),
    ...(random.chance(0.3) ? { pad: false } : {}),
    ...(random.chance(0.2) ? { erased: 0 } : {}),
  };
}

function fileOf(
  random: Random,
  size: number,
  number: number,
  driver: string,
): DraftMap {
  const byte = random.weighted([[15, 0], [35, number + 1], [50, -1]]);
  return {
    ...(byte < 0 ? {} : { contents: { byte } }),
    ...(driver === "cramfs" ? { layout: layoutOf(random, size) } : {}),
    ...(driver === "romfs" && random.chance(0.3)
      ? { align: random.pick([32, 4096]) }
      : {}),
  };
}

/** How cramfs stores a file: most often so that it can be mapped in place. */
function layoutOf(random: Random, size: number): DraftMap {
  const kind = () => random.chance(0.6) ? "direct" : random.pick(BLOCKS);
  const count = Math.ceil(size / PAGE);
  const layout: Record<string, DraftValue> = { blocks: kind() };
  if (count > 0 && random.chance(0.3)) {
    layout["except"] = { [random.below(count)]: kind() };
  }
  if (random.chance(0.2)) {
    layout["phase"] = random.pick([4, 8, 0x104, 16, 2048, 4092]);
  }
  if (random.chance(0.15) && isDirect(layout)) layout["order"] = "descending";
  if (count > 1 && random.chance(0.2)) {
    layout["gaps"] = [1 + random.below(count - 1)];
  }
  if (random.chance(0.5)) {
    layout["tail"] = random.pick(["dirty", "packed", "zero"]);
  }
  if (random.chance(0.2)) layout["holes"] = true;
  return layout;
}

function isDirect({ blocks, except }: DraftMap): boolean {
  return [blocks, ...Object.values(except ?? {})]
    .every((kind) => kind === "direct");
}

/** Most mappings are unmapped at once, some stay. */
function stepsOf(random: Random, sizes: readonly number[]): DraftMap[] {
  const steps: DraftMap[] = [];
  const count = 3 + random.below(8);
  for (let number = 0; number < count; number++) {
    const index = random.below(sizes.length);
    const size = sizes[index]!;
    const pages = Math.ceil(size / PAGE);
    const offset = random.below(pages + 1) * PAGE;
    const length = random.pick([
      1,
      PAGE,
      2 * PAGE,
      Math.max(1, pages * PAGE - offset),
      Math.max(1, size - offset),
      1 + random.below(20_000),
    ]);
    const label = `map_${number}`;
    steps.push({
      as: label,
      mmap: {
        file: `f${index}`,
        length,
        prot: random.weighted([
          [50, "READ"],
          [15, "READ|EXEC"],
          [10, "READ|WRITE"],
          [10, "NONE"],
          [8, "EXEC"],
          [7, "WRITE"],
        ]),
        flags: random.weighted([[65, "PRIVATE"], [35, "SHARED"]]),
        ...(offset === 0 ? {} : { offset }),
      },
    });
    if (random.chance(0.8)) steps.push({ munmap: { address: label, length } });
  }
  return steps;
}
