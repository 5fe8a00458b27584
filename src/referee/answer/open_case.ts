/**
 * A case while its records are read.
 *
 * @module
 */
import type { FilePages, OpenedFile, StepResult } from "./result.ts";
import type { DriverCall, ProcessState, VmaState } from "./result_state.ts";

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** A step; more is told of it by later records. */
export type OpenStep = Omit<Mutable<StepResult>, "calls" | "filePages"> & {
  calls: DriverCall[];
  filePages: FilePages[];
};
/** A process whose VMAs follow. */
export type OpenProcess = Omit<ProcessState, "vmas"> & { vmas: VmaState[] };

/** What the records so far have told. */
export interface OpenCase {
  readonly ordinal: number;
  readonly steps: OpenStep[];
  readonly files: OpenedFile[];
  readonly filePages: FilePages[];
  processes: OpenProcess[];
  pages: number;
  setupMessages: string[];
  cleanupMessages: string[];
  leftRegions: number;
  brokenProcesses: number;
}
