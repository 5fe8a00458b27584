/**
 * The names that the engine knows: kernels, reasons and hazards.
 *
 * @module
 */
import { EDITIONS, findKernel } from "../policy/editions.ts";
import { HAZARDS } from "../policy/hazards.ts";
import { RULES } from "../policy/rules.ts";
import { createKernelResolver, type KernelResolver } from "./kernels.ts";
import type { KnownNames } from "./resolve/scope.ts";

// An edition may come late, with rules of its own.
let editionCount = 0;
let byRange: KernelResolver = createKernelResolver([]);
let reasons: ReadonlySet<string> = new Set();

/** The names of this engine, for loading scenarios that it is to run. */
export const ENGINE_NAMES: KnownNames = {
  kernels(spec) {
    const found = findKernel(spec);
    if (found !== undefined) {
      const { name, edition: { id } } = found;
      return { kernels: [id], ...(name === id ? {} : { release: name }) };
    }
    if (editionCount !== EDITIONS.length) {
      editionCount = EDITIONS.length;
      byRange = createKernelResolver(EDITIONS.map(({ id }) => id));
    }
    return byRange(spec);
  },
  get reasons() {
    if (reasons.size !== RULES.length) {
      reasons = new Set(RULES.map(({ id }) => id));
    }
    return reasons;
  },
  hazards: new Set(HAZARDS.map(({ id }) => id)),
};
