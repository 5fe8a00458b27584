/**
 * Building of no-MMU kernels with the probe and the runner.
 *
 * @module
 */
import type { Kernel } from "../boot/boot.ts";
import { cacheFolder, hashOf } from "../host/cache.ts";
import { run } from "../host/command.ts";
import { unmetOptions } from "./config.ts";
import { encodeDeviceTree, parseDeviceTree } from "../target/fdt.ts";
import {
  editDeviceTree,
  kernelSizeOf,
  qemuProgram,
} from "../target/machine.ts";
import { exists, join } from "../host/path.ts";
import { unlessAborted } from "../host/abort.ts";
import { type Progress, startProgress } from "../host/progress.ts";
import { editMmuDeviceTree } from "../mmu/machine.ts";
import { buildMmuInitrd } from "../mmu/runner.ts";
import { buildInitrd, CROSS_COMPILE } from "../target/runner.ts";
import { archiveId, prepareSource } from "./source.ts";
import { messageCounters } from "./symbols.ts";
import {
  archiveOf,
  buildKey,
  checkNeeds,
  fragments,
  type KernelChoice,
  kernelName,
  kernelPath,
  loadKernel,
  variantOf,
} from "./built_kernel.ts";

/** Options of {@linkcode buildKernel}. */
export interface BuildOptions extends KernelChoice {
  /** Compilers that run at the same time; 2 if left out. */
  readonly jobs?: number;
  /** Ends the programs that build. */
  readonly signal?: AbortSignal;
  /** Takes the text that says how far the build is. */
  readonly write: (text: string) => void;
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
