/**
 * Two mappings of one file, of one process or of two, and their end.
 *
 * @module
 */
import type { Scenario } from "../../scenario/types.ts";
import { ALL_WAYS, Calls, PAGE } from "./build.ts";
import type { SequenceFile } from "./files.ts";

/** First page and number of pages of both, in every relation of two ranges. */
const RANGES = [
  [[0, 1], [0, 1]],
  [[0, 2], [0, 1]],
  [[0, 1], [0, 2]],
  [[0, 2], [1, 1]],
  [[1, 1], [0, 2]],
  [[0, 2], [1, 2]],
  [[1, 2], [0, 2]],
  [[0, 1], [1, 1]],
] as const;

/** A scenario, and how far it is from the plainest. */
export interface Sequence {
  /** The calls. */
  readonly scenario: Scenario;
  /** How far it is from the plainest. */
  readonly cost: number;
}

/** Every pair of mappings of each file. */
export function* pairSequences(
  files: readonly SequenceFile[],
): Generator<Sequence> {
  for (const { file, cost } of files) {
    for (const first of ALL_WAYS) {
      for (const second of ALL_WAYS) {
        for (const [number, [from, to]] of RANGES.entries()) {
          for (const by of [0, 1]) {
            const calls = new Calls()
              .map(first, from[1] * PAGE, { as: "first", pgoff: from[0] })
              .map(second, to[1] * PAGE, { as: "second", pgoff: to[0], by })
              .unmap("second", 0, to[1] * PAGE, { by })
              .unmap("first", 0, from[1] * PAGE)
              .exit({ by });
            yield {
              scenario: calls.scenario([file]),
              cost: 2 + cost + number + by + (first === second ? 0 : 1),
            };
          }
        }
      }
    }
  }
}
