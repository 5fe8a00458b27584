/**
 * Unmapping of whole mappings, parts of them and more than them.
 *
 * @module
 */
import { Calls, PAGE } from "./build.ts";
import type { SequenceFile } from "./files.ts";
import type { Sequence } from "./pairs.ts";

const STARTS = [0, PAGE, -PAGE, 100];
const LENGTHS = [
  4 * PAGE,
  PAGE,
  2 * PAGE,
  3 * PAGE,
  5 * PAGE,
  0,
  100,
  4 * PAGE - 100,
];

/** Unmapping every range of anonymous memory and of each file. */
export function* unmapSequences(
  files: readonly SequenceFile[],
): Generator<Sequence> {
  for (const [late, start] of STARTS.entries()) {
    for (const [odd, length] of LENGTHS.entries()) {
      const cost = 1 + late + odd;
      for (const [rest, mapped] of [4 * PAGE, 4 * PAGE - 100, 100].entries()) {
        const calls = new Calls().anonymous(mapped, { as: "memory" })
          .unmap("memory", start, length)
          .unmap("memory", 0, 3 * PAGE)
          .exit();
        yield { scenario: calls.scenario([]), cost: cost + rest };
      }
      for (const file of files) {
        for (const way of ["sr", "pr", "pw"] as const) {
          for (const mapped of [4 * PAGE, 100]) {
            const calls = new Calls().map(way, mapped, { as: "memory" })
              .unmap("memory", start, length)
              .exit();
            yield {
              scenario: calls.scenario([file.file]),
              cost: cost + 1 + file.cost + (mapped === 100 ? 1 : 0),
            };
          }
        }
      }
    }
  }
  yield* neighbours(files);
  yield* overlapping(files);
}

/** Unmapping one of some overlapping mappings, of which others were found. */
function* overlapping(files: readonly SequenceFile[]): Generator<Sequence> {
  const found: readonly (readonly string[])[] = [
    [],
    ["third"],
    ["third", "second"],
    ["third", "whole"],
  ];
  for (const { file, cost } of files) {
    for (const [more, labels] of found.entries()) {
      const calls = new Calls()
        .map("sr", 4 * PAGE, { as: "whole" })
        .map("sr", PAGE, { as: "second", pgoff: 1 })
        .map("sr", PAGE, { as: "third", pgoff: 2 });
      for (const label of labels) {
        const length = label === "whole" ? 4 * PAGE : PAGE;
        calls.add({
          kind: "mremap",
          address: calls.at(label),
          oldLength: length,
          newLength: length,
        });
      }
      yield {
        scenario: calls.unmap("third", 0, PAGE).exit().scenario([file]),
        cost: cost + 4 + more,
      };
    }
  }
}

/** A range over two mappings that lie beside each other. */
function* neighbours(files: readonly SequenceFile[]): Generator<Sequence> {
  for (const { file, cost } of files) {
    for (const way of ["sr", "pr"] as const) {
      for (const length of [2 * PAGE, 3 * PAGE]) {
        const calls = new Calls()
          .map(way, PAGE, { as: "lower" })
          .map(way, PAGE, { as: "upper", pgoff: 1 })
          .unmap("lower", 0, length)
          .unmap("lower", 0, PAGE)
          .unmap("upper", 0, PAGE)
          .exit();
        yield { scenario: calls.scenario([file]), cost: cost + 5 };
      }
    }
  }
}
