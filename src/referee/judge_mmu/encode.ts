/**
 * Cases for a kernel with an MMU as the words that its runner reads
 * (kernel/mmu.h).
 *
 * @module
 */

import type { EncodedCase } from "../plan/encode.ts";
import { Words } from "../plan/words.ts";
import { MMU_FLASH, MMU_MAX, MMU_STEP } from "../mmu/layout.ts";
import type { MmuPlanCase, MmuPlanStep } from "./plan.ts";

/**
 * Encodes one case.
 *
 * @param ordinal Position of the case, by which results name it.
 * @throws {RangeError} if it has too much of something.
 */
export function encodeMmuCase(
  { images, files, steps }: MmuPlanCase,
  ordinal: number,
): EncodedCase {
  limit("images", images.length, MMU_MAX.IMAGES);
  limit("files", files.length, MMU_MAX.FILES);
  limit("steps", steps.length, MMU_MAX.STEPS);
  const words = new Words();
  const relative: number[] = [];
  words.push(0, ordinal, images.length, files.length, steps.length);
  const sources = images.map(({ address = 0, filled, erased, bytes }) => {
    const size = address === 0 ? 0 : MMU_FLASH.END - address;
    words.push(address, size, filled, erased, 0, bytes.length);
    return words.length - 2;
  });
  const encoder = new TextEncoder();
  for (const { image, path } of files) {
    const start = words.length;
    words.push(0, image);
    words.pushBytes(encoder.encode(`${path}\0`));
    words.set(start, words.length - start);
  }
  for (const step of steps) pushStep(words, step);
  images.forEach(({ bytes }, index) => {
    const at = sources[index]!;
    words.set(at, 8 * words.length);
    relative.push(at);
    words.pushBytes(bytes);
  });
  words.set(0, words.length);
  return { bytes: words.bytes(), relative };
}

function pushStep(words: Words, step: MmuPlanStep): void {
  const { address, length } = step;
  switch (step.operation) {
    case "mmap": {
      const { prot, flags, file, offset } = step;
      words.push(MMU_STEP.MAP, address, length, prot, flags, file, offset);
      break;
    }
    case "mprotect":
      words.push(MMU_STEP.PROTECT, address, length, step.prot, 0, 0, 0);
      break;
    case "munmap":
      words.push(MMU_STEP.UNMAP, address, length, 0, 0, 0, 0);
  }
}

function limit(what: string, count: number, most: number): void {
  if (count > most) {
    throw new RangeError(`A case has ${count} ${what}, at most ${most} fit`);
  }
}
