/**
 * Drafts about images of cramfs on a machine with an MMU.
 *
 * @module
 */

import type { Draft, DraftMap } from "../draft.ts";
import { hexText } from "./file.ts";
import {
  flashAddress,
  openFiles,
  type RandomImage,
  randomImage,
  randomMapping,
  randomProt,
} from "./image.ts";
import type { Random } from "./random.ts";
import { PAGE } from "./range.ts";

/** Steps of a draft: at most so many. */
const STEPS = 16;

/** Where mappings go that say so; near enough to meet each other. */
const PLACES = 0x1000_0000;
const NEAR = 24;

/** An image in flash or on a disk, and mappings that meet each other. */
export function randomMmuDraft(
  random: Random,
  options: { readonly id: string; readonly kernel: string },
): Draft {
  const image = randomImage(random, "cramfs");
  const place = random.chance(0.9) ? { at: flashAddress(random) } : {};
  return {
    ...options,
    mmu: true,
    machine: {},
    images: { image: image.image },
    files: openFiles(image, "cramfs", place),
    processes: {},
    steps: Array.from(
      { length: 1 + random.below(STEPS) },
      (_, number) => stepOf(random, image, number),
    ),
  };
}

function stepOf(random: Random, image: RandomImage, number: number): DraftMap {
  const kind = number === 0 ? "map" : random.weighted([
    [7, "map"],
    [2, "protect"],
    [1, "unmap"],
  ]);
  if (kind === "map") {
    const address = random.chance(0.6) ? { address: placeOf(random) } : {};
    return { map: { ...address, ...randomMapping(random, image) } };
  }
  const range = {
    address: placeOf(random),
    length: PAGE * random.below(6) + random.pick([0, 0, 0, 1]),
  };
  return kind === "unmap"
    ? { unmap: range }
    : { protect: { ...range, prot: randomProt(random) } };
}

function placeOf(random: Random): string {
  const inPage = random.chance(0.04) ? 8 : 0;
  return hexText(PLACES + PAGE * random.below(NEAR) + inPage);
}
