/**
 * Recordings of the referee for `nommap conform`.
 *
 * @module
 */

import type { Comparer, ConformSink } from "./types.ts";
import type { RecordingLine } from "../referee/recording/format.ts";
import type { RecordingReplay } from "../referee/recording/replay.ts";

/** Makes the comparer for a recording whose first line was read. */
export function createRecordingComparer(
  replay: RecordingReplay,
  sink: ConformSink,
): Comparer {
  return {
    line(value, line) {
      const recorded = value as unknown as RecordingLine;
      const result = replay.line(recorded);
      if ("stale" in result) return sink.skipped("changed since");
      const { judgement } = result;
      const what = recorded.text === undefined ? "scenario" : "random";
      for (const { because } of judgement.unobservable) sink.skipped(because);
      for (const step of judgement.steps) {
        sink.disagreed(what, {
          line,
          subject: recorded.scenario,
          step: step.number,
          fields: step.differences.map(({ field, engine, kernel }) => ({
            field,
            engine,
            recorded: kernel,
          })),
          path: [],
        });
      }
      if (judgement.status === "agrees") sink.agreed(what);
    },
  };
}
