/**
 * Drafts about images on a machine without an MMU.
 *
 * @module
 */

import type { Draft, DraftMap } from "../draft.ts";
import {
  flashAddress,
  type ImageDriver,
  openFiles,
  type RandomImage,
  randomImage,
  randomMapping,
} from "./image.ts";
import type { Random } from "./random.ts";

/** Where an image lies. */
type Place = "flash" | "NOR" | "RAM" | "ROM" | "block";

/** An image on a device that can hold it, and mappings by one process. */
export function randomImageDraft(
  random: Random,
  options: { readonly id: string; readonly kernel: string },
): Draft {
  const driver = random.weighted<ImageDriver>([[65, "cramfs"], [35, "romfs"]]);
  const place = random.weighted<Place>(
    driver === "cramfs"
      ? [[80, "flash"], [20, "block"]]
      : [[40, "ROM"], [20, "RAM"], [25, "NOR"], [15, "block"]],
  );
  const image = randomImage(random, driver);
  return {
    ...options,
    machine: { word_size: random.chance(0.5) ? 32 : 64 },
    images: { image: image.image },
    files: openFiles(image, driver, placeOf(random, place)),
    processes: { caller: {} },
    steps: stepsOf(random, image),
  };
}

function placeOf(random: Random, place: Place): DraftMap {
  switch (place) {
    case "flash":
      return { at: flashAddress(random) };
    case "block":
      return {};
    default:
      return { mtd: { type: place, at: flashAddress(random) } };
  }
}

/** Most mappings are unmapped at once, some stay. */
function stepsOf(random: Random, image: RandomImage): DraftMap[] {
  const steps: DraftMap[] = [];
  const count = 3 + random.below(8);
  for (let number = 0; number < count; number++) {
    const label = `map_${number}`;
    const mapping = randomMapping(random, image);
    steps.push({ as: label, mmap: mapping });
    if (random.chance(0.8)) {
      steps.push({ munmap: { address: label, length: mapping.length } });
    }
  }
  return steps;
}
