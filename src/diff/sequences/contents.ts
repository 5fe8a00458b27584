/**
 * What memory holds, and what the allocator leaves over.
 *
 * @module
 */
import { MAP } from "../../abi/map.ts";
import { DEFAULT_MACHINE } from "../../scenario/resolve/machine.ts";
import { ALL_WAYS, Calls, PAGE } from "./build.ts";
import type { SequenceFile } from "./files.ts";
import type { Sequence } from "./pairs.ts";

const WORD = { kind: "fill", byte: 0x5a, length: 4 } as const;

/** Stores, loads and writes between mappings. */
export function* contentSequences(
  files: readonly SequenceFile[],
): Generator<Sequence> {
  for (const { file, cost } of files) {
    for (const first of ALL_WAYS) {
      for (const second of ALL_WAYS) {
        const calls = new Calls().map(first, PAGE, { as: "first" });
        calls.add({ kind: "write", file: 0, offset: 0, bytes: WORD })
          .map(second, PAGE, { as: "second", by: 1 })
          .add({ kind: "load", address: calls.at("second"), length: 4 })
          .add({ kind: "store", address: calls.at("second"), bytes: WORD })
          .add({ kind: "load", address: calls.at("first"), length: 4 });
        yield { scenario: calls.scenario([file]), cost: cost + 4 };
      }
    }
  }
  for (const allowed of [false, true]) {
    const calls = new Calls().anonymous(PAGE, { as: "old" });
    calls.add({ kind: "store", address: calls.at("old"), bytes: WORD })
      .unmap("old", 0, PAGE)
      .anonymous(PAGE, { as: "new", flags: MAP.UNINITIALIZED })
      .add({ kind: "load", address: calls.at("new"), length: 4 });
    const machine = { ...DEFAULT_MACHINE, mmapAllowUninitialized: allowed };
    yield { scenario: calls.scenario([], { machine }), cost: 5 };
  }
  for (const pages of [3, 5, 6]) {
    for (const nrTrimPages of [0, 1, 2, 4]) {
      const calls = new Calls()
        .add({ kind: "sysctl", nrTrimPages })
        .anonymous(pages * PAGE, { as: "memory", offset: 5 * PAGE })
        .unmap("memory", 0, PAGE)
        .exit();
      yield { scenario: calls.scenario([]), cost: pages };
    }
  }
}
