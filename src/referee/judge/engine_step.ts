/**
 * What the engine did in one step, beside what the kernel did.
 *
 * @module
 */
import type { WordSize } from "../../abi/word.ts";
import type { Region, Vma } from "../../memory/region.ts";
import type { DriverCall, Outcome } from "../../mm/outcome.ts";
import type { Process } from "../../mm/process.ts";
import type { RegionState } from "../answer/result_state.ts";

/** What the engine did in one step, and what it left. */
export interface EngineStep {
  /** What the step came to. */
  readonly outcome: Outcome;
  /** The fatal hazard that stopped the kernel, if one did. */
  readonly fatal: string | undefined;
  /** Whether success is an address. */
  readonly returnsAddress: boolean;
  /** Calls of drivers that the target can log. */
  readonly calls: readonly DriverCall[];
  /** The process that made the step. */
  readonly process: Process;
  /** All processes. */
  readonly processes: readonly Process[];
  /** Name of a process. */
  readonly processName: (number: number) => string;
  /** The mapping that the step made or is about. */
  readonly vma: Vma | null;
  /** All regions, in address order. */
  readonly regions: Iterable<Region>;
  /** All regions of the kernel. */
  readonly kernelRegions: readonly RegionState[];
  /** Pages held by mappings. */
  readonly pages: number;
  /** Pages held by mappings on the target before the first step. */
  readonly pagesBefore: number;
  /** `total_vm` of the process on the target before the first step. */
  readonly totalVmBefore: number;
  /** Word size of the machine. */
  readonly wordSize: WordSize;
  /** Position of the inode of a file, by the name of the file. */
  readonly fileOf: (name: string) => string;
}
