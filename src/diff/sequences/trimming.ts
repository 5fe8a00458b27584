/**
 * Memory that is allocated beyond the length of a mapping.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import type { WordSize } from "../../abi/word.ts";
import { DEFAULT_MACHINE } from "../../scenario/resolve/machine.ts";
import type { ReadOperations } from "../../scenario/types.ts";
import { Calls, PAGE } from "./build.ts";
import { device } from "./files.ts";
import type { Sequence } from "./pairs.ts";

/** Lengths near those at which the number of pages leaves an `int`. */
const FAR = [2 ** 43, 2 ** 43 + PAGE, 2 ** 44 + PAGE];

/** Mappings of lengths that are no powers of two, with and without trimming. */
export function* trimmingSequences(
  reads: readonly ReadOperations[],
  wordSizes: readonly WordSize[],
): Generator<Sequence> {
  for (const nrTrimPages of [0, 1, 2]) {
    for (const readWith of reads) {
      const broken = device(CAPABILITY.COPY, {
        mmap: { errno: ERRNO.ENOSYS },
        read: { errno: ERRNO.EIO },
        readWith,
      });
      yield {
        scenario: new Calls()
          .anonymous(PAGE)
          .map("pw", 3 * PAGE, { as: "failed" })
          .anonymous(3 * PAGE, { as: "memory" })
          .unmap("memory", 2 * PAGE, PAGE)
          .unmap("memory", 0, 2 * PAGE)
          .scenario([broken], { machine: { ...DEFAULT_MACHINE, nrTrimPages } }),
        cost: 2 + nrTrimPages,
      };
    }
    if (!wordSizes.includes(64)) continue;
    const machine = {
      ...DEFAULT_MACHINE,
      wordSize: 64 as const,
      taskSize: 0xffff_ffff_ffff_ffffn,
      nrTrimPages,
    };
    for (const [far, length] of FAR.entries()) {
      yield {
        scenario: new Calls().anonymous(length).scenario([], { machine }),
        cost: 4 + nrTrimPages + far,
      };
    }
  }
}
