/**
 * The program that runs plans on a kernel with an MMU, and the initial file
 * system that it is in.
 *
 * @module
 */

import { kernelFolder } from "../host/cache.ts";
import { run } from "../host/command.ts";
import { type CpioEntry, packCpio } from "../target/cpio.ts";
import { join } from "../host/path.ts";
import { compilerArguments, CROSS_COMPILE } from "../target/runner.ts";
import { MMU_MAX } from "./layout.ts";

const SOURCE = "mmu_init.c";

/** Names of the files that the runner is made from in `kernel/`. */
export function mmuRunnerFiles(): string[] {
  return ["call.h", "mmu.h", "nommap.h", SOURCE];
}

/** Above all that a scenario maps, and with all 39 bits of an address below. */
const TEXT = 0x20_0000_0000;

/**
 * Compiles the runner and packs it into an initial file system.
 *
 * @param work Folder for files on the way.
 * @param signal Ends the compiler.
 */
export async function buildMmuInitrd(
  work: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const program = join(work, "mmu_init.elf");
  await run(`${CROSS_COMPILE}gcc`, {
    args: [
      ...compilerArguments(64),
      `-Wl,-Ttext-segment=0x${TEXT.toString(16)},-z,noexecstack`,
      "-o",
      program,
      join(kernelFolder(), SOURCE),
    ],
    signal,
  });
  return packCpio(initrdEntries(await Deno.readFile(program)));
}

/** What the target's file system holds at first. */
function initrdEntries(init: Uint8Array): CpioEntry[] {
  const device = (
    path: string,
    type: number,
    ...numbers: [major: number, minor: number]
  ): CpioEntry => ({ path, mode: type | 0o600, device: numbers });
  return [
    { path: "init", mode: 0o100755, data: init },
    { path: "dev", mode: 0o040755 },
    device("dev/mem", CHARACTER, 1, 1),
    device("dev/kmsg", CHARACTER, 1, 11),
    device("dev/mtd0", CHARACTER, 90, 0),
    ...Array.from(
      { length: MMU_MAX.DISKS },
      (_, disk) => device(`dev/ram${disk}`, BLOCK, 1, disk),
    ),
  ];
}

const CHARACTER = 0o020000;
const BLOCK = 0o060000;
