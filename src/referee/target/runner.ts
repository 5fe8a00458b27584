/**
 * The program that runs plans on the target, and the initial file system that
 * it is in.
 *
 * @module
 */

import type { WordSize } from "../../abi/word.ts";
import { packFlat } from "./bflt.ts";
import { kernelFolder } from "../host/cache.ts";
import { run } from "../host/command.ts";
import { type CpioEntry, packCpio } from "./cpio.ts";
import { join } from "../host/path.ts";

/** Prefix of the commands of the cross compiler, for both word sizes. */
export const CROSS_COMPILE = "riscv64-linux-gnu-";

const SOURCES = [
  "init.c",
  "init_devices.c",
  "init_files.c",
  "init_memory.c",
  "init_steps.c",
];
/** With the program a little more than 2^4 pages; see make_processes(). */
const STACK_SIZE = 14 * 4096;

/** Names of the files that the runner is made from in `kernel/`. */
export function runnerFiles(): string[] {
  return ["call.h", "init.h", "init.ld", "nommap.h", ...SOURCES];
}

/** Arguments of the compiler for a program without a C library. */
export function compilerArguments(bits: WordSize): string[] {
  return [
    `-march=rv${bits}ima`,
    `-mabi=${bits === 64 ? "lp64" : "ilp32"}`,
    "-mcmodel=medany",
    "-mno-relax",
    "-O2",
    "-Wall",
    "-Wextra",
    "-Werror",
    "-ffreestanding",
    "-fno-builtin",
    "-fno-tree-loop-distribute-patterns",
    "-fno-pic",
    "-fno-jump-tables",
    "-fno-stack-protector",
    "-fno-asynchronous-unwind-tables",
    "-nostdlib",
    "-static",
    "-Wl,--build-id=none,--no-warn-rwx-segments,--emit-relocs",
  ];
}

/**
 * Relocations that need the address that the program is loaded at. The bFLT
 * file carries none, so there must not be any.
 */
export function absoluteRelocations(readelf: string): string[] {
  return readelf.split("\n").filter((line) =>
    /\bR_RISCV_(32|64|HI20|LO12_[IS]|GOT_HI20|TLS_\w+)\b/.test(line)
  );
}

/**
 * Compiles the runner and packs it into an initial file system.
 *
 * @param work Folder for files on the way.
 * @param signal Ends the compiler.
 */
export async function buildInitrd(
  bits: WordSize,
  work: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const folder = kernelFolder();
  const program = join(work, "init.elf");
  const binary = join(work, "init.bin");
  await run(`${CROSS_COMPILE}gcc`, {
    args: [
      ...compilerArguments(bits),
      `-Wl,-T,${join(folder, "init.ld")}`,
      "-o",
      program,
      ...SOURCES.map((name) => join(folder, name)),
    ],
    signal,
  });
  const absolute = absoluteRelocations(
    await run(`${CROSS_COMPILE}readelf`, { args: ["-rW", program], signal }),
  );
  if (absolute.length > 0) {
    throw new Error(
      `The runner cannot be loaded anywhere:\n${absolute.join("\n")}`,
    );
  }
  await run(`${CROSS_COMPILE}objcopy`, {
    args: ["-O", "binary", program, binary],
    signal,
  });
  const flat = packFlat(await Deno.readFile(binary), {
    stackSize: STACK_SIZE,
  });
  return packCpio(initrdEntries(flat));
}

/** What the target's file system holds at first. */
function initrdEntries(init: Uint8Array): CpioEntry[] {
  const device = (path: string, minor: number): CpioEntry => ({
    path,
    mode: 0o020666,
    device: [1, minor],
  });
  return [
    { path: "init", mode: 0o100755, data: init },
    { path: "dev", mode: 0o040755 },
    device("dev/mem", 1),
    device("dev/null", 3),
    device("dev/zero", 5),
  ];
}
