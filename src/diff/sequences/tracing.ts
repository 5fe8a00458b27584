/**
 * Mappings of processes that are traced, or were.
 *
 * @module
 */
import { ALL_WAYS, Calls, PAGE } from "./build.ts";
import type { SequenceFile } from "./files.ts";
import type { Sequence } from "./pairs.ts";

/** A debugger attaches before, between or after two mappings. */
export function* tracingSequences(
  files: readonly SequenceFile[],
): Generator<Sequence> {
  for (const { file, cost } of files) {
    for (const first of ALL_WAYS) {
      for (const second of ALL_WAYS) {
        for (const by of [0, 1]) {
          yield {
            scenario: new Calls()
              .map(first, PAGE, { as: "first" })
              .add({ kind: "ptrace", traced: true }, { by })
              .map(second, PAGE, { as: "second", by })
              .unmap("second", 0, PAGE, { by })
              .scenario([file]),
            cost: cost + 4 + by,
          };
        }
      }
    }
  }
}
