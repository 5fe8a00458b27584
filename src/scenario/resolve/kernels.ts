/**
 * The kernels of a scenario, and the expectations of each.
 *
 * @module
 */
import {
  DEFAULT_KERNEL,
  type KernelResolver,
  resolveKernels,
} from "../kernels.ts";
import type { Problems } from "../problems.ts";
import type { ExpectDocument } from "../schema/expect.ts";
import { quote } from "../text/quote.ts";
import type { KernelExpectation } from "../types.ts";
import {
  itemPlace,
  keyOffset,
  offsetOf,
  type Place,
  valuePlace,
} from "../yaml/value.ts";
import { type ExpectingStep, resolveExpectation } from "./expectation.ts";
import type { Scope } from "./scope.ts";

/** The kernels of a scenario. */
export interface KernelList {
  /** Names of editions, each once, in the order of the file. */
  readonly kernels: readonly string[];
  /** Releases that were named, by the names of their editions. */
  readonly releases: ReadonlyMap<string, string>;
}

/** The kernels that a file names. */
export function resolveKernelList(
  specs: readonly string[] | undefined,
  place: Place,
  problems: Problems,
  resolve: KernelResolver = resolveKernels,
): KernelList {
  const kernels = new Set<string>();
  const releases = new Map<string, string>();
  const wanted = specs ?? [DEFAULT_KERNEL];
  if (wanted.length === 0) {
    problems.add(offsetOf(place), "List of kernels is empty");
  }
  wanted.forEach((spec, index) => {
    const resolution = resolve(spec);
    if ("problem" in resolution) {
      problems.add(offsetOf(itemPlace(place, index)), resolution.problem);
      return;
    }
    for (const kernel of resolution.kernels) {
      if (kernels.has(kernel)) releases.delete(kernel);
      else if (resolution.release !== undefined) {
        releases.set(kernel, resolution.release);
      }
      kernels.add(kernel);
    }
  });
  return { kernels: [...kernels], releases };
}

/** One expectation for all kernels, or one for each group of them. */
export function resolveExpect(
  document: ExpectDocument | undefined,
  place: Place,
  step: ExpectingStep,
  scope: Scope,
): KernelExpectation[] {
  if (document === undefined) return [];
  if ("one" in document) {
    return [{
      expectation: resolveExpectation(document.one, place, step, scope),
    }];
  }
  const left = new Set(scope.kernels);
  const entries = Object.entries(document.byKey).map((
    [spec, expectation],
  ) => ({
    kernels: takeKernels(spec, keyOffset(place, spec), left, scope),
    expectation: resolveExpectation(
      expectation,
      valuePlace(place, spec),
      step,
      scope,
    ),
  }));
  if (left.size > 0) {
    const missing = [...left].join(", ");
    scope.problems.add(
      offsetOf(place),
      `Expectation missing for ${missing} of this scenario`,
    );
  }
  return entries;
}

/**
 * Kernels of the scenario that a key means: a name, a range, or several with
 * commas between them, of those that no key before it took.
 */
function takeKernels(
  spec: string,
  at: number,
  left: Set<string>,
  scope: Scope,
): string[] {
  const resolve = scope.known.kernels ?? resolveKernels;
  const named = new Set<string>();
  for (const part of spec.split(",")) {
    const resolution = resolve(part.trim());
    if ("problem" in resolution) {
      scope.problems.add(at, resolution.problem);
      return [];
    }
    resolution.kernels.forEach((kernel) => named.add(kernel));
  }
  const own = [...named].filter((name) => scope.kernels.includes(name));
  if (own.length === 0 && scope.kernels.length > 0) {
    scope.problems.add(
      at,
      `Expectation for ${quote(spec)} is for none of the kernels of this ` +
        `scenario, ${scope.kernels.join(", ")}`,
    );
  }
  for (const kernel of own) {
    if (!left.delete(kernel)) {
      scope.problems.add(at, `Kernel ${kernel} has two expectations`);
    }
  }
  return own;
}
