/**
 * What a world before regions is made of.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { ListEdition } from "../../policy/list_edition.ts";
import type { MachineOptions } from "../machine_options.ts";

/** What a {@linkcode ListWorld} is made of. */
export interface ListWorldOptions
  extends Omit<MachineOptions, "edition" | "taskSize"> {
  /** The kernel. */
  readonly edition: ListEdition;
  /** `TASK_SIZE`; the largest word if left out. */
  readonly taskSize?: Word;
  /** Largest size of `kmalloc()`, in bytes; 1 MiB if left out. */
  readonly largestKmalloc?: number;
}
