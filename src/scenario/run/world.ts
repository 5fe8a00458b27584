/**
 * The machine, files and processes that any scenario declares.
 *
 * @module
 */
import type { PageAllocator } from "../../memory/buddy.ts";
import type { AnyEdition } from "../../policy/editions.ts";
import type { Scenario } from "../types/scenario.ts";
import { buildWorld, type ScenarioWorld } from "./build_world.ts";
import { ALL_PARTS } from "./loadable/all.ts";

export type { ScenarioWorld } from "./build_world.ts";

/**
 * Builds the machine of a scenario before its first step.
 *
 * @param allocator Gives out pages instead of the scenario's memory.
 */
export function buildScenarioWorld(
  scenario: Scenario,
  edition: AnyEdition,
  allocator?: PageAllocator,
): ScenarioWorld {
  return buildWorld(scenario, edition, ALL_PARTS, allocator);
}
