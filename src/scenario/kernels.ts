/**
 * Which kernels a scenario means.
 *
 * @module
 */
import {
  inKernelRange,
  isKernelRange,
  parseKernelRange,
  releaseOf,
} from "./kernel_range.ts";
import { quote } from "./text/quote.ts";
import { ValueError } from "./text/value_error.ts";
import { unknownKernel } from "./unknown_kernel.ts";

/** The kernels of a name or a range, or what is wrong with it. */
export type KernelResolution =
  | {
    /** Names of editions. */
    readonly kernels: readonly string[];
    /** The one release that was named, if its edition has another name. */
    readonly release?: string;
  }
  | { readonly problem: string };

/**
 * Turns a name such as `linux-6.12`, or a range such as `>=4.0 <6.3`, into
 * names of known kernels, at least one.
 */
export type KernelResolver = (spec: string) => KernelResolution;

/** The kernel of a scenario that names none. */
export const DEFAULT_KERNEL = "linux-6.12";

/**
 * A resolver that knows these kernels. A range gives them in the given order.
 *
 * @example
 * ```ts
 * import { createKernelResolver } from "./kernels.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const resolve = createKernelResolver(["linux-6.1", "linux-6.12"]);
 * assertEquals(resolve(">=6.2"), { kernels: ["linux-6.12"] });
 * assertEquals(resolve("linus-6.12"), {
 *   problem: "Unknown kernel 'linus-6.12'; did you mean 'linux-6.12'?",
 * });
 * ```
 */
export function createKernelResolver(names: readonly string[]): KernelResolver {
  const known = new Map<string, KernelResolution>(
    names.map((name) => [name, { kernels: [name] }]),
  );
  return (spec) => known.get(spec) ?? resolve(spec, names);
}

/** Knows the two kernels that are recorded. */
export const resolveKernels: KernelResolver = createKernelResolver([
  "linux-6.1",
  "linux-6.12",
]);

function resolve(spec: string, names: readonly string[]): KernelResolution {
  if (!isKernelRange(spec)) {
    return { problem: unknownKernel(spec, names) };
  }
  try {
    const range = parseKernelRange(spec);
    const kernels = names.filter((name) => {
      const release = releaseOf(name);
      return release !== undefined && inKernelRange(release, range);
    });
    if (kernels.length > 0) return { kernels };
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    return { problem: error.message };
  }
  return {
    problem: `No known kernel is in the range ${quote(spec)}; known are ${
      names.join(", ")
    }`,
  };
}
