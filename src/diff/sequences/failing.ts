/**
 * Mappings that fail, and what they leave behind.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import { ERRNO } from "../../abi/errno.ts";
import type { ReadOperations } from "../../scenario/types.ts";
import { ALL_WAYS, Calls, PAGE } from "./build.ts";
import { device } from "./files.ts";
import type { Sequence } from "./pairs.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;

/** A mapping that fails while another one lives, and the calls after it. */
export function* failingSequences(
  reads: readonly ReadOperations[],
): Generator<Sequence> {
  for (const readWith of reads) {
    const plain = device(COPY | DIRECT | READ | WRITE | EXEC, {
      getUnmappedArea: { base: 0x2000_0000 },
      readWith,
    });
    const failing = [
      device(COPY | DIRECT | READ | WRITE | EXEC, {
        getUnmappedArea: { base: 0x3000_0000 },
        mmap: { errno: ERRNO.EAGAIN },
        readWith,
      }),
      device(COPY, {
        mmap: { errno: ERRNO.ENOSYS },
        read: { errno: ERRNO.EIO },
        readWith,
      }),
    ];
    for (const broken of failing) {
      const inode = { ...broken.inode, name: "broken", path: "/dev/broken" };
      const file = { ...broken, name: "broken", inode };
      for (const way of ALL_WAYS) {
        for (const pages of [1, 3]) {
          yield {
            scenario: new Calls()
              .map("sw", PAGE, { as: "memory" })
              .map(way, pages * PAGE, { as: "failed", file: 1 })
              .map("pr", PAGE, { as: "again" })
              .exit()
              .scenario([plain, file]),
            cost: 3 + pages,
          };
        }
      }
    }
  }
}
