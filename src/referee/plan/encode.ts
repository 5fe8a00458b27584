/**
 * A plan as the words that the runner reads (kernel/nommap.h).
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import { pushDevice } from "./encode_device.ts";
import { pushFile } from "./encode_file.ts";
import { pushStep } from "./encode_step.ts";
import { pushFills, withoutCovered } from "./encode_fill.ts";
import { MAX } from "../layout.ts";
import type { PlanCase } from "./plan.ts";
import { Words } from "./words.ts";

/** An encoded case, ready to be put into the plan of a boot. */
export interface EncodedCase {
  /** Words as bytes; contents are referred to relative to their start. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Word positions that hold an address relative to the start. */
  readonly relative: readonly number[];
}

/** For which machine a case is encoded. */
export interface EncodeOptions {
  /** Word size of its kernel. */
  readonly bits: WordSize;
  /** Position of the case, by which results name it. */
  readonly ordinal: number;
}

/**
 * Encodes one case.
 *
 * @throws {RangeError} if it has too many files, processes or steps, or a step
 * names one that is not there.
 */
export function encodeCase(
  plan: PlanCase,
  options: EncodeOptions,
): EncodedCase {
  const words = new Words();
  const relative: number[] = [];
  const files = plan.files ?? [];
  const fills = withoutCovered(plan.fills ?? []);
  const devices = plan.devices ?? [];
  const processes = plan.processes ?? [{}];
  limit("processes", processes.length, MAX.PROCESSES);
  limit("files", files.length, MAX.FILES);
  limit("devices", devices.length, MAX.DEVICES);
  limit("steps", plan.steps.length, MAX.STEPS);

  words.push(
    0,
    options.ordinal,
    plan.trimPages ?? 1,
    plan.maxMapCount ?? 0,
    processes.length,
    files.length,
    fills.length,
    plan.steps.length,
    devices.length,
  );
  for (const process of processes) {
    words.push(
      (process.ptraced ? 1 : 0) | (process.readImpliesExec ? 2 : 0),
    );
  }
  files.forEach((file, index) => pushFile(words, relative, file, index));
  const filled = pushFills(words, relative, fills);
  const written = devices.map((device) => pushDevice(words, relative, device));
  for (const step of plan.steps) {
    inRange("process", step.process ?? 0, processes.length);
    if ("file" in step && step.file !== undefined) {
      inRange("file", step.file, files.length);
    }
    pushStep(words, step, options.bits);
  }
  filled();
  for (const write of written) write();
  words.set(0, words.length);
  return { bytes: words.bytes(), relative };
}

function limit(what: string, count: number, most: number): void {
  if (count > most) {
    throw new RangeError(`A case has ${count} ${what}, at most ${most} fit`);
  }
}

function inRange(what: string, index: number, count: number): void {
  if (!(index >= 0 && index < count)) {
    throw new RangeError(`A step names ${what} ${index} of ${count}`);
  }
}
