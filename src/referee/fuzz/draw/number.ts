/**
 * Drafts that a seed and a number repeat.
 *
 * @module
 */

import type { Edition } from "../../../policy/edition.ts";
import type { Draft } from "../draft.ts";
import { isScenario } from "../scenarios.ts";
import { randomImageDraft } from "./image_draft.ts";
import { randomMmuDraft } from "./mmu_draft.ts";
import { Random } from "./random.ts";
import { randomRequest } from "./request.ts";
import { randomSequence } from "./sequence.ts";
import { spareBoots } from "./spare_boots.ts";

/** The request with this number, or the sequence with minus this, minus 1. */
export function draftNumber(
  number: number,
  edition: Edition,
  seed: number,
): Draft {
  const random = randomOf(seed, number);
  const kernel = edition.id;
  if (number >= 0) {
    return randomRequest(random, { id: `request-${seed}-${number}`, kernel });
  }
  const id = `sequence-${seed}-${-number - 1}`;
  return spareBoots(random, randomSequence(random, { id, kernel }), edition);
}

/** The image with this number, and mappings of its files. */
export function imageNumber(
  number: number,
  edition: Edition,
  seed: number,
): Draft {
  const random = randomOf(seed, number, 1);
  const options = { id: `image-${seed}-${number}`, kernel: edition.id };
  const draft = untilScenario(() => randomImageDraft(random, options));
  return spareBoots(random, draft, edition);
}

/** The image with this number, and mappings of its files with an MMU. */
export function mmuNumber(
  number: number,
  edition: Edition,
  seed: number,
): Draft {
  const random = randomOf(seed, number, 3);
  const options = { id: `cramfs-${seed}-${number}`, kernel: edition.id };
  return untilScenario(() => randomMmuDraft(random, options));
}

function randomOf(seed: number, number: number, kind = 0): Random {
  return new Random(seed * 1_000_003 + number * 7919 + kind);
}

/** What is drawn may be no image, or one in which no kernel finds the file. */
function untilScenario(draw: () => Draft): Draft {
  for (;;) {
    const draft = draw();
    if (isScenario(draft)) return draft;
  }
}
