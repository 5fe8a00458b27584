/**
 * Kernels that were built: what they are built from, and where they are kept.
 *
 * @module
 */
import type { WordSize } from "../../abi/word.ts";
import type { Kernel } from "../boot/boot.ts";
import { cacheFolder, hashOf, kernelFolder } from "../host/cache.ts";
import { run } from "../host/command.ts";
import { BOOT_ARGUMENTS, MEMORY, qemuProgram } from "../target/machine.ts";
import {
  type KernelVersion,
  missingPackages,
  MissingPackagesError,
  sourceArchive,
} from "../host/needs.ts";
import { exists, join } from "../host/path.ts";
import { MMU_BOOT_ARGUMENTS } from "../mmu/machine.ts";
import { mmuRunnerFiles } from "../mmu/runner.ts";
import { CROSS_COMPILE, runnerFiles } from "../target/runner.ts";
import { archiveId, probeFiles } from "./source.ts";

/** Which kernel is built. */
export interface KernelChoice {
  /** Version; it chooses the fragment of configuration. */
  readonly version: KernelVersion;
  /** Word size. */
  readonly bits: WordSize;
  /** With an MMU; only with 64 bits. Default false. */
  readonly mmu?: boolean;
  /** Archive of the sources; that of the Debian package if left out. */
  readonly archive?: string;
}

/** Changes when a kernel built before this change is of no use after it. */
const FORMAT = 2;

/** Files of configuration that are merged. */
export function fragments(choice: KernelChoice): string[] {
  const names = choice.mmu
    ? ["mmu"]
    : ["common", choice.version, `${choice.bits}`];
  return names
    .map((name) => join(kernelFolder(), "config", `${name}.config`));
}

/** The archive of the sources. */
export function archiveOf(choice: KernelChoice): string {
  return choice.archive ?? sourceArchive(choice.version);
}

/** What a kernel would be built from now, as a hash. */
export async function buildKey(
  choice: KernelChoice,
  signal?: AbortSignal,
): Promise<string> {
  const sources = choice.mmu
    ? mmuRunnerFiles()
    : [...new Set([...probeFiles(), ...runnerFiles()])];
  const files = sources.sort()
    .map((name) => join(kernelFolder(), name));
  const versions = await Promise.all(
    [`${CROSS_COMPILE}gcc`, qemuProgram(choice.bits)]
      .map((program) => run(program, { args: ["--version"], signal })),
  );
  return await hashOf([
    `${FORMAT} ${variantOf(choice)}`,
    archiveId(archiveOf(choice)),
    choice.mmu ? MMU_BOOT_ARGUMENTS : BOOT_ARGUMENTS,
    JSON.stringify(MEMORY),
    ...versions,
    ...files.map((file) => Deno.readFileSync(file)),
    ...fragments(choice).map((file) => Deno.readFileSync(file)),
  ]);
}

/** Version, word size and MMU, as a part of a name. */
export function variantOf({ version, bits, mmu }: KernelChoice): string {
  return `${version}-${bits}${mmu ? "-mmu" : ""}`;
}

/** The folder of a kernel that was built from what has this hash. */
export function kernelPath(choice: KernelChoice, key: string): string {
  return join(cacheFolder(), `kernel-${variantOf(choice)}-${key}`);
}

/** What the kernel is called in messages. */
export function kernelName({ version, bits, mmu }: KernelChoice): string {
  return `Linux ${version}, ${bits} bits${mmu ? " with an MMU" : ""}`;
}

/** Reads what a finished build left; undefined if there is none. */
export function loadKernel(folder: string): Kernel | undefined {
  const description = join(folder, "kernel.json");
  if (!exists(description)) return undefined;
  return {
    ...JSON.parse(Deno.readTextFileSync(description)),
    image: join(folder, "Image"),
    initrd: join(folder, "initrd"),
    deviceTree: join(folder, "machine.dtb"),
  };
}

/**
 * Looks for the packages that building needs.
 *
 * @throws {MissingPackagesError} if some are missing.
 */
export function checkNeeds(choice: KernelChoice): void {
  const missing = missingPackages(choice.version)
    .filter((name) =>
      choice.archive === undefined || !name.startsWith("linux-source")
    );
  if (missing.length > 0) throw new MissingPackagesError(missing);
}

/**
 * The kernel that was built from the present sources before.
 *
 * @param signal Ends the programs that are asked for their versions.
 * @returns undefined if it has to be built first.
 * @throws the reason of `signal` if that ended it.
 * @throws {MissingPackagesError} if not even that can be known here.
 */
export async function findKernel(
  choice: KernelChoice,
  signal?: AbortSignal,
): Promise<Kernel | undefined> {
  checkNeeds(choice);
  return loadKernel(kernelPath(choice, await buildKey(choice, signal)));
}
