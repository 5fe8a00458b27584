import { LIST_HAZARD } from "../../../src/mm/list/journal.ts";
import type { Lab } from "./lab.ts";

/** Hazards of the last call. */
export function hazards(lab: Lab): string[] {
  const bits = lab.world.machine.journal.hazards;
  return Object.entries(LIST_HAZARD).filter(([, bit]) => bits & bit)
    .map(([id]) => id);
}
