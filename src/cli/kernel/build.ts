/**
 * The command that builds kernels.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import { InputError } from "../../errors.ts";
import { buildKernel } from "../../referee/build/build.ts";
import { kernelName } from "../../referee/build/built_kernel.ts";
import {
  isKernelVersion,
  KERNEL_VERSIONS,
  type KernelVersion,
  MMU_VERSION,
} from "../../referee/host/needs.ts";
import { readArguments } from "../arguments.ts";
import { Interrupted, interruption } from "../interrupt.ts";
import { print, printAside } from "../output.ts";
import { quote } from "../../scenario/text/quote.ts";

/** `nommap kernel build`. */
export async function buildCommand(args: string[]): Promise<number> {
  const options = readArguments(args, {
    flags: ["mmu"],
    values: ["bits", "archive", "jobs"],
  });
  const versions = options.operands.length === 0
    ? ["6.12" as const]
    : options.operands.map(versionNamed);
  const mmu = options.flag("mmu");
  const bits = mmu
    ? mmuWordSizes(versions, options.value("bits"))
    : wordSizes(options.value("bits"));
  const archive = options.value("archive");
  const jobs = options.value("jobs");
  for (const version of versions) {
    for (const size of bits) {
      const kernel = await buildKernel({
        version,
        bits: size,
        mmu,
        signal: interruption(),
        write: printAside,
        ...(archive === undefined ? {} : { archive }),
        ...(jobs === undefined ? {} : { jobs: countOf("jobs", jobs) }),
      }).catch((error) => {
        throw error instanceof Interrupted
          ? error.after(
            `${
              kernelName({ version, bits: size, mmu })
            } is not built yet, the next call goes on where this one was`,
          )
          : error;
      });
      print(
        `${kernelName({ version, bits: size, mmu })}: ${
          kernel.image.replace(/\/[^/]*$/, "")
        }\n`,
      );
    }
  }
  return 0;
}

/**
 * The kernel version with this name, with or without `linux-`.
 *
 * @throws {InputError} if there is none.
 */
function versionNamed(text: string): KernelVersion {
  const version = text.replace(/^linux-/, "");
  if (isKernelVersion(version)) return version;
  throw new InputError(
    `No kernel ${quote(text)} can be built; there are ${
      KERNEL_VERSIONS.join(", ")
    }`,
  );
}

/**
 * Word sizes: that of the text, or both.
 *
 * @throws {InputError} if it is another number.
 */
export function wordSizes(text: string | undefined): readonly WordSize[] {
  if (text === undefined) return [64, 32];
  if (text === "64") return [64];
  if (text === "32") return [32];
  throw new InputError(`Wrong word size ${quote(text)}; it is 64 or 32`);
}

/**
 * Kernels with an MMU judge how cramfs maps, which has one form.
 *
 * @throws {InputError} if another version or word size is asked for.
 */
function mmuWordSizes(
  versions: readonly KernelVersion[],
  bits: string | undefined,
): readonly WordSize[] {
  const other = versions.find((version) => version !== MMU_VERSION);
  if (other !== undefined) {
    throw new InputError(
      `With an MMU Linux ${MMU_VERSION} can be built, not ${other}`,
    );
  }
  if (bits === undefined || bits === "64") return [64];
  throw new InputError(`With an MMU the word size is 64, not ${quote(bits)}`);
}

/**
 * A number of something, at least 1.
 *
 * @throws {InputError} if it is none.
 */
export function countOf(name: string, text: string): number {
  const count = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (count < 1) {
    throw new InputError(
      `Wrong value ${
        quote(text)
      } of option '--${name}'; it is a number from 1 on`,
    );
  }
  return count;
}
