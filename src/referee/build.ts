/**
 * Building of no-MMU kernels with the probe and the runner.
 *
 * @module
 */

import type { WordSize } from "../abi/word.ts";
import type { Kernel } from "./boot.ts";
import { cacheFolder, hashOf, kernelFolder } from "./cache.ts";
import { run } from "./command.ts";
import { unmetOptions } from "./config.ts";
import { encodeDeviceTree, parseDeviceTree } from "./fdt.ts";
import {
  BOOT_ARGUMENTS,
  editDeviceTree,
  kernelSizeOf,
  MEMORY,
  qemuProgram,
} from "./machine.ts";
import {
  type KernelVersion,
  missingPackages,
  MissingPackagesError,
  sourceArchive,
} from "./needs.ts";
import { exists, join } from "./path.ts";
import { unlessAborted } from "./abort.ts";
import { type Progress, startProgress } from "./progress.ts";
import { editMmuDeviceTree, MMU_BOOT_ARGUMENTS } from "./mmu/machine.ts";
import { buildMmuInitrd, mmuRunnerFiles } from "./mmu/runner.ts";
import { buildInitrd, CROSS_COMPILE, runnerFiles } from "./runner.ts";
import { archiveId, prepareSource, probeFiles } from "./source.ts";
import { messageCounters } from "./symbols.ts";

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

/** Options of {@linkcode buildKernel}. */
export interface BuildOptions extends KernelChoice {
  /** Compilers that run at the same time; 2 if left out. */
  readonly jobs?: number;
  /** Ends the programs that build. */
  readonly signal?: AbortSignal;
  /** Takes the text that says how far the build is. */
  readonly write: (text: string) => void;
}

/** Changes when a kernel built before this change is of no use after it. */
const FORMAT = 2;

function fragments(choice: KernelChoice): string[] {
  const names = choice.mmu
    ? ["mmu"]
    : ["common", choice.version, `${choice.bits}`];
  return names
    .map((name) => join(kernelFolder(), "config", `${name}.config`));
}

function archiveOf(choice: KernelChoice): string {
  return choice.archive ?? sourceArchive(choice.version);
}

/** What a kernel would be built from now, as a hash. */
async function buildKey(
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
function variantOf({ version, bits, mmu }: KernelChoice): string {
  return `${version}-${bits}${mmu ? "-mmu" : ""}`;
}

function kernelPath(choice: KernelChoice, key: string): string {
  return join(cacheFolder(), `kernel-${variantOf(choice)}-${key}`);
}

/** What the kernel is called in messages. */
export function kernelName({ version, bits, mmu }: KernelChoice): string {
  return `Linux ${version}, ${bits} bits${mmu ? " with an MMU" : ""}`;
}

/** Reads what a finished build left; undefined if there is none. */
function loadKernel(folder: string): Kernel | undefined {
  const description = join(folder, "kernel.json");
  if (!exists(description)) return undefined;
  return {
    ...JSON.parse(Deno.readTextFileSync(description)),
    image: join(folder, "Image"),
    initrd: join(folder, "initrd"),
    deviceTree: join(folder, "machine.dtb"),
  };
}

function checkNeeds(choice: KernelChoice): void {
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

/**
 * Builds a kernel in the cache, unless it is there already. Several calls at
 * the same time wait for each other.
 *
 * @throws the reason of `signal` if that ended it.
 * @throws {MissingPackagesError} if something must be installed first.
 * @throws {ProgramError} if a compiler fails.
 * @throws {Error} if an option was not taken.
 */
export async function buildKernel(options: BuildOptions): Promise<Kernel> {
  checkNeeds(options);
  const key = await buildKey(options, options.signal);
  const folder = kernelPath(options, key);
  const before = loadKernel(folder);
  if (before !== undefined) return before;

  await Deno.mkdir(cacheFolder(), { recursive: true });
  const name = kernelName(options);
  const progress = startProgress(name, { write: options.write });
  using lock = await Deno.open(join(cacheFolder(), "lock"), {
    create: true,
    write: true,
  });
  progress.stage("preparing");
  await unlessAborted(lock.lock(true), options.signal);
  const meanwhile = loadKernel(folder);
  if (meanwhile !== undefined) return meanwhile;

  const source = await prepareSource(
    archiveOf(options),
    progress,
    options.signal,
  );
  const work = await compile(options, { source, key, progress });
  const partial = `${folder}.partial`;
  if (exists(partial)) await Deno.remove(partial, { recursive: true });
  await Deno.mkdir(partial);
  try {
    await collect(options, { work, key, folder: partial });
  } catch (error) {
    await Deno.remove(partial, { recursive: true });
    throw error;
  }
  await Deno.rename(partial, folder);
  const kernel = loadKernel(folder);
  if (kernel === undefined) throw new Error(`Nothing was built in ${folder}`);
  progress.done(`${name}: built in ${folder}`);
  return kernel;
}

interface Compilation {
  readonly source: string;
  readonly key: string;
  readonly progress: Progress;
}

/** Configures and compiles; returns the folder with the results. */
async function compile(
  options: BuildOptions,
  { source, key, progress }: Compilation,
): Promise<string> {
  const work = join(
    cacheFolder(),
    `work-${variantOf(options)}-${archiveId(archiveOf(options))}`,
  );
  await Deno.mkdir(work, { recursive: true });
  const make = (args: string[], line?: (line: string) => void) =>
    run("make", {
      args: ["-C", source, `O=${work}`, ...args],
      env: {
        ARCH: "riscv",
        CROSS_COMPILE,
        NOMMAP_BUILD: key,
        KBUILD_BUILD_VERSION: key,
        KBUILD_BUILD_TIMESTAMP: "1970-01-01",
        KBUILD_BUILD_USER: "nommap",
        KBUILD_BUILD_HOST: "nommap",
      },
      ...(line === undefined ? {} : { line }),
      signal: options.signal,
    });
  progress.stage("configuring");
  await make(["-s", "nommu_virt_defconfig"]);
  const wanted = fragments(options).map((file) => Deno.readTextFileSync(file))
    .join("\n");
  const config = join(work, ".config");
  await Deno.writeTextFile(config, wanted, { append: true });
  await make(["-s", "olddefconfig"]);
  const unmet = unmetOptions(wanted, await Deno.readTextFile(config));
  if (unmet.length > 0) {
    throw new Error(`The configuration does not take ${unmet.join(", ")}`);
  }
  progress.stage("compiling");
  let compiled = 0;
  await make([`-j${options.jobs ?? 2}`, "Image"], (line) => {
    if (/^ {2}(CC|AS) /.test(line)) progress.update(`${++compiled} files`);
  });
  return work;
}

interface Collection {
  readonly work: string;
  readonly key: string;
  readonly folder: string;
}

/** Puts all that a boot needs into one folder. */
async function collect(
  options: BuildOptions,
  { work, key, folder }: Collection,
): Promise<void> {
  const { version, bits, mmu = false, signal } = options;
  const image = await Deno.readFile(join(work, "arch/riscv/boot/Image"));
  await Deno.writeFile(join(folder, "Image"), image);
  const initrd = mmu
    ? await buildMmuInitrd(work, signal)
    : await buildInitrd(bits, work, signal);
  await Deno.writeFile(join(folder, "initrd"), initrd);

  const dump = join(work, "machine.dtb");
  await run(qemuProgram(bits), {
    args: ["-M", `virt,dumpdtb=${dump}`, "-bios", "none", "-display", "none"],
    signal,
  });
  const tree = parseDeviceTree(await Deno.readFile(dump));
  const sizes = {
    initrdSize: initrd.length,
    kernelSize: kernelSizeOf(image),
  };
  const edit = mmu ? editMmuDeviceTree : editDeviceTree;
  await Deno.writeFile(
    join(folder, "machine.dtb"),
    encodeDeviceTree(edit(tree, sizes)),
  );

  const symbols = mmu ? "" : await run(`${CROSS_COMPILE}readelf`, {
    args: ["-sW", join(work, "vmlinux")],
    signal,
  });
  const config = await Deno.readFile(join(work, ".config"));
  await Deno.writeTextFile(
    join(folder, "kernel.json"),
    JSON.stringify({
      version,
      bits,
      ...(mmu ? { mmu } : {}),
      build: key,
      config: await hashOf([config]),
      resets: messageCounters(symbols),
    }),
  );
}
