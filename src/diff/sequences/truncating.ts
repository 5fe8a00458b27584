/**
 * Files of ramfs that change their size while they are mapped.
 *
 * @module
 */
import { makeRamfsFile } from "../../question/make.ts";
import { ALL_WAYS, Calls, PAGE } from "./build.ts";
import type { Sequence } from "./pairs.ts";

const SIZES = [3 * PAGE, PAGE, 2 * PAGE + 100];
const NEW_SIZES = [PAGE, 0, PAGE + 100, 2 * PAGE, 5 * PAGE];
const RANGES = [[0, 1], [0, 2], [1, 1]] as const;

/** Truncation under every kind of mapping, and under what was larger. */
export function* truncateSequences(): Generator<Sequence> {
  for (const [odd, size] of SIZES.entries()) {
    const file = makeRamfsFile("data", { size });
    for (const [far, newSize] of NEW_SIZES.entries()) {
      for (const way of ALL_WAYS) {
        for (const [wide, [pgoff, pages]] of RANGES.entries()) {
          const cost = 2 + odd + far + wide;
          yield {
            scenario: new Calls()
              .map(way, pages * PAGE, { as: "memory", pgoff })
              .add({ kind: "ftruncate", file: 0, size: newSize })
              .anonymous(2 * PAGE, { as: "next" })
              .map(way, PAGE, { as: "again", by: 1 })
              .exit()
              .scenario([file]),
            cost,
          };
          // A region that was larger than what is left of its users.
          yield {
            scenario: new Calls()
              .map(way, 2 * PAGE, { as: "large" })
              .map(way, pages * PAGE, { as: "small", pgoff, by: 1 })
              .unmap("large", 0, 2 * PAGE)
              .add({ kind: "ftruncate", file: 0, size: newSize })
              .exit({ by: 1 })
              .scenario([file]),
            cost: cost + 2,
          };
        }
      }
    }
  }
  const empty = makeRamfsFile("data", { size: 0 });
  for (
    const [large, size] of [PAGE, 3 * PAGE, 0x40_0000, 0x40_1000].entries()
  ) {
    for (const way of ALL_WAYS) {
      yield {
        scenario: new Calls()
          .add({ kind: "ftruncate", file: 0, size })
          .map(way, PAGE, { as: "memory" })
          .map(way, size, { as: "all", by: 1 })
          .exit()
          .scenario([empty]),
        cost: 3 + large,
      };
    }
  }
}
