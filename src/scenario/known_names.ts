/**
 * The names that the engine knows: kernels, reasons and hazards.
 *
 * @module
 */
import { EDITIONS, findEdition } from "../policy/editions.ts";
import { HAZARDS } from "../policy/hazards.ts";
import { RULES } from "../policy/rules.ts";
import { createKernelResolver } from "./kernels.ts";
import type { KnownNames } from "./resolve/scope.ts";

const byRange = createKernelResolver(EDITIONS.map(({ id }) => id));

/** The names of this engine, for loading scenarios that it is to run. */
export const ENGINE_NAMES: KnownNames = {
  kernels: (spec) => {
    const edition = findEdition(spec);
    return edition === undefined ? byRange(spec) : { kernels: [edition.id] };
  },
  reasons: new Set(RULES.map(({ id }) => id)),
  hazards: new Set(HAZARDS.map(({ id }) => id)),
};
