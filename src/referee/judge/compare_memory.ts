/**
 * Holding contents of memory and text of /proc on both sides together.
 *
 * @module
 */

import type { Expectation } from "../../scenario/types.ts";
import type { CaseResult, StepResult } from "../answer/result.ts";
import type { Difference } from "./difference.ts";
import type { CompiledCase, CompiledTest } from "./compiled.ts";
import { kernelMaps } from "./kernel_maps.ts";
import type { EngineStep } from "./engine_step.ts";
import type { Replay } from "./replay.ts";
import { stockPaths } from "./stock_files.ts";

/** Both sides after a step. */
export interface Seen {
  /** The engine. */
  readonly replay: Replay;
  /** What it did. */
  readonly engine: EngineStep;
  /** What the kernel did. */
  readonly kernel: StepResult;
  /** What the kernel did in all steps. */
  readonly result: CaseResult;
}

/** Memory that was loaded by the step, or looked at after it. */
export function compareMemory(
  one: CompiledCase,
  position: number,
  { replay, engine, kernel, result }: Seen,
  differences: Difference[],
): void {
  const { bytes } = engine.outcome;
  if (bytes !== null) {
    note(differences, 0, bytes, kernel.bytes ?? new Uint8Array());
  }
  for (let at = position + 1;; at++) {
    const sample = one.samples.get(at);
    if (sample === undefined || differences.length > 0) return;
    const ours = replay.sample(sample);
    const theirs = result.steps[at]?.bytes;
    if (ours === undefined || theirs === undefined) continue;
    note(differences, sample.stride, ours, theirs, sample.length);
  }
}

function note(
  differences: Difference[],
  stride: number,
  ours: Uint8Array,
  theirs: Uint8Array,
  length = ours.length,
): void {
  const index = ours.findIndex((byte, at) => byte !== theirs[at]);
  if (index < 0) return;
  const offset = Math.floor(index / length) * stride + index % length;
  differences.push({
    field: `bytes at ${offset}`,
    engine: hexBytes(ours.subarray(index, index + 8)),
    kernel: hexBytes(theirs.subarray(index, index + 8)),
  });
}

function hexBytes(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0"))
    .join(" ");
}

/** Text of /proc, where the scenario asks for it. */
export function compareMaps(
  test: CompiledTest,
  number: number,
  { replay, kernel, expectation }: {
    readonly replay: Replay;
    readonly kernel: StepResult;
    readonly expectation: Expectation | undefined;
  },
  differences: Difference[],
): void {
  const by = test.target.scenario.steps[number]?.by;
  const check = (field: string, ours: string, theirs: string | undefined) => {
    if (theirs === undefined) return;
    const wanted = ours.split("\n").filter((line) => line.trim() !== "");
    const got = linesOf(
      test,
      theirs,
      kernel,
      field === "maps" ? by : undefined,
    );
    for (let i = 0; i < Math.max(wanted.length, got.length); i++) {
      const engine = wanted[i]?.trimEnd() ?? "no more lines";
      const line = got[i]?.trimEnd() ?? "no more lines";
      if (engine === line) continue;
      differences.push({
        field: `${field} line ${i + 1}`,
        engine,
        kernel: line,
      });
      return;
    }
  };
  if (expectation?.maps !== undefined) {
    check("maps", replay.maps(by), kernel.maps);
  }
  if (expectation?.regionMaps !== undefined) {
    check("region_maps", replay.maps(undefined), kernel.regionMaps);
  }
}

/** The kernel's text without what is the runner's. */
function linesOf(
  { target }: CompiledTest,
  text: string,
  kernel: StepResult,
  by: number | undefined,
): string[] {
  const starts = by === undefined
    ? kernel.regions?.map(({ start }) => start)
    : kernel.processes?.find(({ process }) => process === by)?.vmas
      .map(({ start }) => start);
  return kernelMaps(
    text,
    target.scenario,
    new Set((starts ?? []).map(BigInt)),
    stockPaths(target),
  );
}
