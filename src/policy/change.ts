/**
 * What an edition does otherwise than the one before it, in words, and the
 * parts of the edition that make it so.
 *
 * @module
 */

import type { Audience } from "./audience.ts";

/** One thing that is otherwise from an edition on. */
export interface PolicyChange {
  /** What the author of a driver has to know: one or two sentences. */
  readonly sentence: string;
  /** Whom it concerns. */
  readonly affects?: readonly Audience[];
  /** Place in the kernel: file and function, and the commit if it is known. */
  readonly source?: string;
  /**
   * The parts of the edition that make the difference: names of its
   * properties, with `checks.` or `ramfs.` before those of a part. `drivers`
   * stands for what the stock drivers of that release do. Empty: nothing that
   * the engine shows.
   */
  readonly parts: readonly string[];
  /** Number of the change: scenarios that show it have the tag `change-N`. */
  readonly number?: number;
  /**
   * Rules and hazards by which its differences are known, where the parts of
   * the two editions cannot be exchanged.
   */
  readonly signs?: readonly string[];
}
