/**
 * Cases that editions are compared by.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";
import type { Scenario } from "../scenario/types.ts";
import type { OwnDriver } from "./parts.ts";
import type { Snapshot } from "./snapshot.ts";

/** Calls that are made on a machine, the same for every edition. */
export interface Case {
  /** How many inputs it stands for. */
  readonly weight: number;
  /** How far it is from the plainest case. */
  readonly cost: number;
  /** Its files whose driver comes with the kernel. */
  readonly files: ReadonlySet<OwnDriver>;
  /** It is a single mmap() call on a machine at rest. */
  readonly isRequest: boolean;
  /** Makes the calls; fewer answers than calls if the kernel stops. */
  run(edition: AnyEdition): readonly Snapshot[];
  /** The case as a scenario that expects nothing. */
  scenario(): Scenario;
}
