/**
 * What the real kernel answered.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type {
  DriverCall,
  ProcessState,
  RegionState,
  VmaState,
} from "./result_state.ts";

/** Answers to a plan. */
export interface PlanResult {
  /** One for each case of the plan, in its order. */
  readonly cases: readonly CaseResult[];
  /** Release of the kernel that answered, such as `6.12.117`. */
  readonly release: string;
  /** How often it was booted; more than once after crashes. */
  readonly boots: number;
  /** Time from the first boot to the last power-off, in milliseconds. */
  readonly milliseconds: number;
  /** Boots that came to the end of their plan. */
  readonly ended: RunTimes;
}

/** Time that kernels took, by their own clocks. */
export interface RunTimes {
  /** How often one was booted. */
  readonly boots: number;
  /** Cases that they were given. */
  readonly cases: number;
  /** System calls in these cases. */
  readonly calls: number;
  /** From the start of the kernel to the first case, in milliseconds. */
  readonly booting: number;
  /** From there to the end of the plan. */
  readonly running: number;
}

/** How a case ended. */
export type CaseEnd =
  /** All steps were done and a clean state was reached. */
  | "done"
  /** The kernel died. */
  | "crashed"
  /** The kernel did not come back in time. */
  | "hung"
  /** The kernel overwrote all memory, the answers with it. */
  | "overwritten";

/** The answers to one case. */
export interface CaseResult {
  /** How it ended. */
  readonly end: CaseEnd;
  /** For a case that was not done: what it was at. */
  readonly during?: "setup" | "steps" | "cleanup";
  /** One for each step that was begun; the last one may have no answer. */
  readonly steps: readonly StepResult[];
  /** Kernel messages of making the files and of the way back, by line. */
  readonly setupMessages: readonly string[];
  /** Kernel messages after the last step, up to a clean state. */
  readonly cleanupMessages: readonly string[];
  /** The processes before the first step. */
  readonly processes: readonly ProcessState[];
  /** Pages of mappings before the first step: the base of `pages`. */
  readonly pages: number;
  /** Files that are no probe files, as they turned out at their first use. */
  readonly files: readonly OpenedFile[];
  /** Where the pages of its files of ramfs are. */
  readonly filePages: readonly FilePages[];
  /** Regions that nothing referred to any more and were taken away. */
  readonly leftRegions: number;
  /** Processes that could not be let exit, their VMA tree being broken. */
  readonly brokenProcesses: number;
}

/** A file that is no probe file. */
export interface OpenedFile {
  /** Its position in the case. */
  readonly file: number;
  /** By which VMAs and regions refer to it. */
  readonly key: Word;
  /** Inode number. */
  readonly inode: Word;
  /** Device number, as `stat()` encodes it. */
  readonly device: number;
}

/** Where the pages of a file of ramfs are, at most the first 1024. */
export interface FilePages {
  /** Its position in the case. */
  readonly file: number;
  /** Address of each page; 0: a hole. */
  readonly addresses: readonly Word[];
}

/** Why there is no return value. */
export type StepGap =
  /** The step that its address refers to had failed. */
  | "no-address"
  /** The process is gone. */
  | "no-process"
  /** The file could not be opened; see `errno`. */
  | "no-file"
  /** The process was killed by a signal; see `signal`. */
  | "killed"
  /** The kernel died or hung. */
  | "unanswered";

/** The answer to one step. */
export interface StepResult {
  /** What the system call returned, as an unsigned word. */
  readonly value?: Word;
  /** Positive error number, if it returned one. */
  readonly errno?: number;
  /** Why `value` is missing. */
  readonly gap?: StepGap;
  /** Number of the signal that killed the process. */
  readonly signal?: number;
  /** Driver operations called, in order. */
  readonly calls: readonly DriverCall[];
  /** Kernel messages while the step ran, by line. */
  readonly messages: readonly string[];
  /** Pages held by mappings, without those of the runner itself. */
  readonly pages: number;
  /** `total_vm` of the process in pages; undefined if it is gone. */
  readonly totalVm?: number;
  /** VMAs of the process; undefined if it is gone. */
  readonly mapCount?: number;
  /** The VMA found at the address of the step; null: none. */
  readonly vma?: VmaState | null;
  /** The region of that VMA. */
  readonly region?: RegionState;
  /** All regions, in address order, if asked for. */
  readonly regions?: readonly RegionState[];
  /** The live processes with their VMAs, if asked for. */
  readonly processes?: readonly ProcessState[];
  /** Pages of the file of ramfs that the step is about, after it. */
  readonly filePages: readonly FilePages[];
  /** References to each file of the process, if asked for; 0: not open. */
  readonly references?: readonly number[];
  /** What was loaded or read. */
  readonly bytes?: Uint8Array;
  /** Text of /proc/PID/maps, if asked for. */
  readonly maps?: string;
  /** Text of /proc/maps, if asked for. */
  readonly regionMaps?: string;
}
