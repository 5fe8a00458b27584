/**
 * Recordings of what real kernels answered: JSON Lines, described in
 * kernel/recordings/README.md.
 *
 * @module
 */

import type { CompiledCase } from "../judge/compile.ts";
import { messageLines } from "../judge/messages.ts";
import type { PlanCase } from "../plan.ts";
import type { CaseResult, StepResult } from "../result.ts";

/** Version of the format, the value of `nommap` in the first line. */
export const RECORDING_FORMAT = 1;

/** The first line of a recording. */
export interface RecordingHeader {
  /** Version of the format. */
  readonly nommap: number;
  /** Edition whose policy the kernel has. */
  readonly kernel: string;
  /** Release of the kernel. */
  readonly release: string;
  /** Hash of its configuration, by word size. */
  readonly config: Readonly<Record<string, string>>;
}

/** A line of a recording: one scenario of one word size. */
export interface RecordingLine {
  /** Id of the scenario. */
  readonly scenario: string;
  /** The scenario itself, if it is not one of the project. */
  readonly text?: string;
  /** Hash of what the kernel was asked. */
  readonly plan: string;
  /** Answers to its cases. */
  readonly cases: readonly CaseResult[];
}

/**
 * Hash of what the kernel is asked in the cases of a test: two times 32 bits
 * of FNV-1a, which is enough to notice a change.
 */
export function planHash(cases: readonly CompiledCase[]): string {
  const text = cases.map(({ plan }) => planText(plan)).join("\n");
  let low = 0x811c9dc5;
  let high = 0x1b873593;
  for (let i = 0; i < text.length; i++) {
    low = Math.imul(low ^ text.charCodeAt(i), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(i), 0x85ebca6b);
  }
  return [high, low]
    .map((part) => (part >>> 0).toString(16).padStart(8, "0")).join("");
}

function planText(plan: PlanCase): string {
  return JSON.stringify(
    plan,
    (_key, value) =>
      typeof value === "bigint"
        ? value.toString()
        : value instanceof Uint8Array
        ? value.toHex()
        : value,
  );
}

/** A line as JSON. Integers beyond 2^53 are written out, bytes are hex. */
export function lineText(line: RecordingHeader | RecordingLine): string {
  return JSON.stringify(line, (key, value) => {
    if (typeof value === "bigint") return rawNumber(value);
    if (value instanceof Uint8Array) return value.toHex();
    if (key === "messages") return messageLines(value as string[]);
    if (key === "setupMessages" || key === "cleanupMessages") {
      return messageLines(value as string[]);
    }
    return value;
  });
}

/** `JSON.rawJSON()`, which TypeScript does not know yet. */
function rawNumber(value: bigint): unknown {
  const { rawJSON } = JSON as unknown as {
    rawJSON(text: string): unknown;
  };
  return rawJSON(value.toString());
}

/** Cases as they were, from a parsed line. */
export function casesOf(line: RecordingLine): CaseResult[] {
  return line.cases.map((one) => ({
    ...one,
    steps: one.steps.map(withBytes),
  }));
}

function withBytes(step: StepResult): StepResult {
  const { bytes } = step as { readonly bytes?: unknown };
  return typeof bytes === "string"
    ? { ...step, bytes: Uint8Array.fromHex(bytes) }
    : step;
}
