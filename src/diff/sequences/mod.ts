/**
 * All sequences of calls that editions are compared by.
 *
 * @module
 */
import type { WordSize } from "../../abi/word.ts";
import { type AnyEdition, compareReleases } from "../../policy/editions.ts";
import type { ReadOperations } from "../../scenario/types.ts";
import { contentSequences } from "./contents.ts";
import { driverSequences } from "./drivers.ts";
import { failingSequences } from "./failing.ts";
import { sequenceFiles } from "./files.ts";
import { pairSequences, type Sequence } from "./pairs.ts";
import { recordSequences } from "./records.ts";
import { resizeSequences } from "./resizing.ts";
import { tracingSequences } from "./tracing.ts";
import { trimmingSequences } from "./trimming.ts";
import { truncateSequences } from "./truncating.ts";
import { unmapSequences } from "./unmapping.ts";

export type { Sequence } from "./pairs.ts";

/** The sequences for some editions, which follow each other. */
export function* sequencesFor(
  editions: readonly AnyEdition[],
): Generator<Sequence> {
  const reads = readOperations(editions);
  const files = sequenceFiles(reads);
  const few = files.filter(({ cost }) => cost <= 1);
  const old = editions.some(({ world }) => world === "list");
  const sizes: readonly WordSize[] = old ? [32] : [32, 64];
  yield* pairSequences(files);
  yield* unmapSequences(few);
  yield* resizeSequences(few);
  yield* truncateSequences();
  yield* contentSequences(files);
  yield* failingSequences(reads);
  yield* tracingSequences(files);
  yield* recordSequences(reads);
  yield* trimmingSequences(reads, sizes);
  yield* driverSequences(sizes);
}

/** Operations that read files in all of the editions, or in some. */
function readOperations(editions: readonly AnyEdition[]): ReadOperations[] {
  const releases = editions.map(({ releases: [first] }) =>
    first.replace(/-.*/, "")
  );
  const reads: ReadOperations[] = [];
  if (releases.some((release) => compareReleases(release, "4.1") >= 0)) {
    reads.push("read_iter");
  }
  if (releases.some((release) => compareReleases(release, "5.10") < 0)) {
    reads.push("read");
  }
  return reads;
}
