/**
 * What differs between engine and kernel.
 *
 * @module
 */

/** One property in which engine and kernel differ. */
export interface Difference {
  /** Name of the property, as a scenario spells it where it has one. */
  readonly field: string;
  /** What the engine says. */
  readonly engine: string;
  /** What the kernel says. */
  readonly kernel: string;
}

/** Notes a property in which the two differ. */
export type Check = (field: string, engine: string, kernel: string) => void;
