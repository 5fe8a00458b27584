/**
 * What a hazard is.
 *
 * @module
 */

/** What a hazard does to the kernel. */
export type HazardEffect =
  /** The kernel stops: BUG, OOPS or a hang. */
  | "fatal"
  /** Data or the kernel's own records are wrong from here on. */
  | "corruption"
  /** The kernel prints a warning with a backtrace. */
  | "warning"
  /** Something is lost or left behind. */
  | "surprise";

/** One place where the kernel misbehaves. */
export interface Hazard {
  /** Stable name, asserted by scenarios as `hazard`. */
  readonly id: string;
  /** What it does. */
  readonly effect: HazardEffect;
  /** One sentence. */
  readonly sentence: string;
  /** Place in the kernel: file and function. */
  readonly source: string;
  /** First release with the hazard; left out: it was always there. */
  readonly since?: string;
  /** Last release with the hazard; left out: it is still there. */
  readonly until?: string;
}
