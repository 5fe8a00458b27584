/**
 * A scenario as it is loaded: checked, and with every name resolved.
 *
 * @module
 */
import type { CramfsMmu } from "./cramfs_mmu.ts";
import type { FileSpec } from "./file.ts";
import type { MachineSpec, ProcessSpec } from "./machine.ts";
import type { Located, SourceText } from "./position.ts";
import type { Step } from "./step.ts";
import type { Table } from "./table.ts";

/** Why a scenario is expected to fail. */
export type ScenarioStatus = "kernel-bug" | "known-gap";

/** One scenario. Nothing in it is to be changed. */
export interface Scenario extends Located {
  /** The file it comes from. */
  readonly text: SourceText;
  /** Its stable name, unique in a run. */
  readonly id: string;
  /** A sentence that says what it shows. */
  readonly name: string;
  /** Where the fact comes from. */
  readonly source: string;
  /**
   * The editions that it holds for, at least one; each is a test. Of
   * {@linkcode Scenario.cramfsMmu} they are revisions of cramfs.
   */
  readonly kernels: readonly string[];
  /** Releases that were named, by the names of their editions. */
  readonly releases?: ReadonlyMap<string, string>;
  /** The machine. */
  readonly machine: MachineSpec;
  /** The files, in the order of the file. */
  readonly files: readonly FileSpec[];
  /** The processes, at least one, in the order of the file. */
  readonly processes: readonly ProcessSpec[];
  /** The steps; empty if there is a table or `cramfsMmu`. */
  readonly steps: readonly Step[];
  /** The table, if it has no steps. */
  readonly table?: Table;
  /** Mappings with an MMU, if it has neither steps nor a table. */
  readonly cramfsMmu?: CramfsMmu;
  /** It is expected to fail. */
  readonly status?: ScenarioStatus;
  /** Why it is expected to fail; there if `status` is. */
  readonly because?: string;
  /** Words to select it by. */
  readonly tags: readonly string[];
}
