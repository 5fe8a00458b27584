/**
 * Places where the kernel itself misbehaves. The engine does what the kernel
 * does and says so.
 *
 * @module
 */
import { DRIVER_HAZARDS } from "./hazards/drivers.ts";
import type { Hazard } from "./hazards/hazard.ts";
import { LIST_WORLD_HAZARDS } from "./hazards/list_world.ts";
import { REGION_WORLD_HAZARDS } from "./hazards/region_world.ts";

export type { Hazard, HazardEffect } from "./hazards/hazard.ts";

/** All hazards. */
export const HAZARDS: readonly Hazard[] = [
  ...REGION_WORLD_HAZARDS,
  ...LIST_WORLD_HAZARDS,
  ...DRIVER_HAZARDS,
];

const BY_ID: ReadonlyMap<string, Hazard> = new Map(
  HAZARDS.map((hazard) => [hazard.id, hazard]),
);

/**
 * The hazard with this id.
 *
 * @throws {RangeError} if there is none.
 */
export function hazard(id: string): Hazard {
  const found = BY_ID.get(id);
  if (found === undefined) throw new RangeError(`No hazard is named '${id}'`);
  return found;
}
