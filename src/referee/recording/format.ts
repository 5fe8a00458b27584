/**
 * Recordings of what real kernels answered: JSON Lines, described in
 * kernel/recordings/README.md.
 *
 * @module
 */

import { messageLines } from "../judge/messages.ts";
import type { Word } from "../../abi/word.ts";
import type { MmuCaseResult } from "../judge_mmu/plan.ts";
import type { CaseResult, StepResult } from "../answer/result.ts";

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
  /** It has an MMU: lines are of the type {@linkcode MmuRecordingLine}. */
  readonly mmu?: boolean;
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

/** A line of a recording with an MMU: one scenario. */
export interface MmuRecordingLine extends Omit<RecordingLine, "cases"> {
  /** The answer. */
  readonly cases: readonly MmuCaseResult[];
}

/** A line as JSON. Integers beyond 2^53 are written out, bytes are hex. */
export function lineText(line: RecordingHeader | RecordingLine): string {
  const number = numbering();
  return JSON.stringify(line, (key, value) => {
    if (typeof value === "bigint") return rawNumber(value);
    if (value instanceof Uint8Array) return value.toHex();
    switch (key) {
      case "messages":
      case "setupMessages":
      case "cleanupMessages":
        return messageLines(value as string[]);
      case "id":
        return number(value);
      case "region":
        return typeof value === "object" ? value : number(value);
      default:
        return (value as Partial<StepResult> | null)?.errno === undefined
          ? value
          : withoutValue(value as StepResult);
    }
  });
}

/**
 * Regions and VMAs by number: where their structures lay in the kernel's
 * memory is of no interest, only which are the same.
 */
function numbering(): (id: Word) => number {
  const numbers = new Map<Word, number>();
  return (id) => {
    const known = numbers.get(id) ?? numbers.size + 1;
    numbers.set(id, known);
    return known;
  };
}

/** What a step returned is its error number over again. */
function withoutValue(step: StepResult): StepResult {
  const { value: _, ...rest } = step;
  return rest;
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
