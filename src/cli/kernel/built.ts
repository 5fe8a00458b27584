/**
 * Kernels that were built before, for the commands that let them answer.
 *
 * @module
 */

import { InputError } from "../../errors.ts";
import { findKernel, kernelName } from "../../referee/build/built_kernel.ts";
import type { KernelFinder } from "../../referee/judge/run_tests.ts";
import { interruption } from "../interrupt.ts";

/**
 * Finds kernels that were built.
 *
 * @param archive Archive of their sources, if it is not Debian's.
 * @returns A finder that throws {@linkcode InputError} if there is none, and
 * ends when the user interrupts it.
 */
export function builtKernels(archive?: string): KernelFinder {
  const choice = archive === undefined ? {} : { archive };
  return async (version, bits, mmu = false) => {
    const kernel = await findKernel(
      { version, bits, mmu, ...choice },
      interruption(),
    );
    if (kernel !== undefined) return kernel;
    const option = archive === undefined ? "" : ` --archive ${archive}`;
    throw new InputError(
      `${
        kernelName({ version, bits, mmu })
      } is not built yet, or not from the present sources; do so with:\n\n  deno task kernel build ${version} ${
        mmu ? "--mmu" : `--bits ${bits}`
      }${option}\n`,
    );
  };
}
