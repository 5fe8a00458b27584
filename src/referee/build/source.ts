/**
 * Kernel sources in the cache, with the probe added to them.
 *
 * @module
 */

import { cacheFolder, kernelFolder } from "../host/cache.ts";
import { run } from "../host/command.ts";
import { exists, join } from "../host/path.ts";
import type { Progress } from "../host/progress.ts";

/**
 * Parts of the sources that no configuration of ours needs. Their Kconfig
 * files are needed, so folders of drivers keep all but C files.
 */
const LEFT_OUT = [
  "*/Documentation/*",
  "*/tools/testing/*",
  "*/tools/perf/*",
  ...[
    "drivers/gpu/drm",
    "drivers/infiniband",
    "drivers/media",
    "drivers/net/*",
    "drivers/scsi",
    "drivers/staging",
    "sound",
  ].map((folder) => `*/${folder}/*.[ch]`),
  "*/arch/[abd-qstu-wyz]*/*.[chS]",
];

/** What sources that were unpacked long ago may lack. */
const NEEDED = "drivers/net/loopback.c";

/** What identifies an archive of sources: its size and time of change. */
export function archiveId(archive: string): string {
  const { size, mtime } = Deno.statSync(archive);
  return `${size}-${Math.floor((mtime?.getTime() ?? 0) / 1000)}`;
}

/**
 * Unpacks an archive of sources into the cache, unless it was before, and
 * puts the probe as it is now into them.
 *
 * @returns Path of the source tree.
 */
export async function prepareSource(
  archive: string,
  progress: Progress,
  signal?: AbortSignal,
): Promise<string> {
  const name = archive.replace(/.*\//, "").replace(/\.tar.*$/, "");
  const folder = join(cacheFolder(), `${name}-${archiveId(archive)}`);
  if (!exists(folder)) {
    progress.stage(`unpacking ${archive}`);
    const partial = `${folder}.partial`;
    if (exists(partial)) await Deno.remove(partial, { recursive: true });
    await Deno.mkdir(partial, { recursive: true });
    await run("tar", {
      args: [
        "-xf",
        archive,
        "-C",
        partial,
        "--strip-components=1",
        ...LEFT_OUT.map((pattern) => `--exclude=${pattern}`),
      ],
      signal,
    });
    await allow32Bits(join(partial, "arch/riscv/Kconfig"));
    await Deno.mkdir(join(partial, "Documentation"), { recursive: true });
    await Deno.writeTextFile(join(partial, "Documentation/Kconfig"), "");
    await Deno.rename(partial, folder);
  }
  if (!exists(join(folder, NEEDED))) {
    await unpack(archive, folder, NEEDED, signal);
  }
  await allowFrameBufferAreas(folder);
  await addProbe(folder);
  return folder;
}

/** Unpacks one file more. */
async function unpack(
  archive: string,
  folder: string,
  file: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await run("tar", {
    args: [
      "-xf",
      archive,
      "-C",
      folder,
      "--strip-components=1",
      "--wildcards",
      `*/${file}`,
    ],
    signal,
  });
}

/**
 * Before 6.5 RV32 insists on an MMU, by two lines of configuration and no code.
 */
async function allow32Bits(kconfig: string): Promise<void> {
  const before = await Deno.readTextFile(kconfig);
  const after = before
    .replace(/(config ARCH_RV32I\n(?:\t.*\n)*?)\tselect MMU\n/, "$1")
    .replace(
      "\tdefault 0xC0000000 if 32BIT\n\tdefault 0x80000000 if 64BIT && !MMU\n",
      "\tdefault 0x80000000 if !MMU\n\tdefault 0xC0000000 if 32BIT\n",
    );
  if (after !== before) await Deno.writeTextFile(kconfig, after);
}

/**
 * Whether frame buffers say where they are is for a driver of other machines
 * to choose; here the configuration does.
 */
async function allowFrameBufferAreas(source: string): Promise<void> {
  for (const folder of ["", "core/"]) {
    const kconfig = join(source, `drivers/video/fbdev/${folder}Kconfig`);
    if (!exists(kconfig)) continue;
    const before = await Deno.readTextFile(kconfig);
    const after = before.replace(
      /(config FB_PROVIDE_GET_FB_UNMAPPED_AREA\n\tbool)\n/,
      '$1 "Frame buffers say where they are"\n',
    );
    if (after !== before) await Deno.writeTextFile(kconfig, after);
  }
}

/** Names of the files of the probe in `kernel/`. */
export function probeFiles(): string[] {
  return [...Deno.readDirSync(kernelFolder())]
    .map((entry) => entry.name)
    .filter((name) => /^(probe.*\.[ch]|nommap\.h|Makefile)$/.test(name))
    .sort();
}

/** Copies what changed of the probe, so that no more is compiled than that. */
async function addProbe(source: string): Promise<void> {
  const folder = join(source, "fs/nommap");
  await Deno.mkdir(folder, { recursive: true });
  for (const name of probeFiles()) {
    const text = await Deno.readTextFile(join(kernelFolder(), name));
    const to = join(folder, name);
    if (!exists(to) || await Deno.readTextFile(to) !== text) {
      await Deno.writeTextFile(to, text);
    }
  }
  const makefile = join(source, "fs/Makefile");
  const lines = await Deno.readTextFile(makefile);
  if (!lines.includes("nommap/")) {
    await Deno.writeTextFile(makefile, `${lines}obj-y += nommap/\n`);
  }
}
