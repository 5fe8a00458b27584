/**
 * What a step with an MMU came to.
 *
 * @module
 */
import type { CramfsMapping } from "../../files/cramfs/mapping.ts";
import type { CramfsVma } from "../../files/cramfs/maps.ts";
import type { PreparedMap } from "../../files/cramfs/mmap_prepare.ts";
import type { CramfsFile } from "../types/driver.ts";

/** What one step came to. */
export interface MmuOutcome {
  /** A mapping that was made, or that failed. */
  readonly mapping?: CramfsMapping;
  /** A mapping that was prepared. */
  readonly prepared?: PreparedMap;
  /** 0, or the error number of what is no mapping. */
  readonly errno?: number;
  /** The VMA at the address of the step. */
  readonly vma?: CramfsVma;
  /** What was mapped. */
  readonly file?: CramfsFile;
}
