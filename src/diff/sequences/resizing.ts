/**
 * mremap(), and what comes after it.
 *
 * @module
 */
import { MREMAP } from "../../abi/map.ts";
import type { Flags, Operation, Scenario } from "../../scenario/types.ts";
import { formatFlags } from "../../abi/flags.ts";
import { Calls, PAGE, type Way } from "./build.ts";
import type { SequenceFile } from "./files.ts";
import type { Sequence } from "./pairs.ts";

const OLD_LENGTHS = [4 * PAGE, 4 * PAGE - 96, 3 * PAGE, 0];
const NEW_LENGTHS = [2 * PAGE, 4 * PAGE, 5 * PAGE, 100, 16 * PAGE, 0];
const FLAGS = [0, MREMAP.MAYMOVE, MREMAP.FIXED | MREMAP.MAYMOVE];

/** Resizing of anonymous memory and of each file. */
export function* resizeSequences(
  files: readonly SequenceFile[],
): Generator<Sequence> {
  for (const [wrong, oldLength] of OLD_LENGTHS.entries()) {
    for (const [odd, newLength] of NEW_LENGTHS.entries()) {
      for (const [special, flags] of FLAGS.entries()) {
        const cost = 1 + wrong + odd + special;
        for (const ahead of [0, 100, PAGE]) {
          yield {
            scenario: resized(undefined, oldLength, newLength, flags, ahead),
            cost: cost + (ahead === 0 ? 0 : 1),
          };
        }
        if (flags !== 0) continue;
        yield {
          scenario: resized(undefined, oldLength, newLength, 0, 0, true),
          cost: cost + 2,
        };
        for (const file of files) {
          for (const way of ["pw", "pr", "sw"] as const) {
            yield {
              scenario: resized([file, way], oldLength, newLength, flags, 0),
              cost: cost + 1 + file.cost,
            };
          }
        }
      }
    }
  }
}

function resized(
  mapped: readonly [SequenceFile, Way] | undefined,
  oldLength: number,
  newLength: number,
  flags: number,
  ahead: number,
  head = false,
): Scenario {
  const calls = new Calls();
  const label = { as: "memory" };
  if (mapped === undefined) calls.anonymous(4 * PAGE, label);
  else calls.map(mapped[1], 4 * PAGE, label);
  const operation: Operation = {
    kind: "mremap",
    address: calls.at("memory", ahead),
    oldLength,
    newLength,
    ...(flags === 0 ? {} : { flags: mremapFlags(flags) }),
    ...(flags & MREMAP.FIXED ? { newAddress: 0x4000_0000 } : {}),
  };
  return calls.add(operation)
    .unmap("memory", 0, head ? PAGE : newLength)
    .unmap("memory", head ? PAGE : 0, head ? PAGE : 4 * PAGE)
    .exit()
    .scenario(mapped === undefined ? [] : [mapped[0].file]);
}

function mremapFlags(value: number): Flags {
  return { value, text: formatFlags(value, MREMAP) };
}
