/**
 * The text of /proc/PID/maps and /proc/maps. Mirrors fs/proc/task_nommu.c,
 * `nommu_vma_show()`, and fs/proc/nommu.c, `nommu_region_show()`.
 *
 * @module
 */
import { VM } from "../abi/vm.ts";
import { pagesToBytes, type Word, type WordSize } from "../abi/word.ts";
import type { Inode } from "../files/inode.ts";
import { checkInstance } from "../given.ts";
import type { MappedFile } from "../memory/region.ts";
import { Machine } from "./machine.ts";
import { Process } from "./process.ts";

/**
 * /proc/PID/maps: a line for every entry of the process's tree. Mirrors
 * fs/proc/task_nommu.c, `nommu_vma_show()`.
 *
 * @throws {ArgumentError} if an argument is of another type.
 *
 * @example
 * ```ts
 * import { Machine, mmap, processMaps } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * mmap(machine, process, { file: null, length: 4096, prot: 3, flags: 0x22 });
 * assertEquals(
 *   processMaps(machine, process),
 *   "80000000-80001000 rw-p 00000000 00:00 0 \n",
 * );
 * ```
 */
export function processMaps(machine: Machine, process: Process): string {
  checkInstance("machine", machine, Machine);
  checkInstance("process", process, Process);
  const how = machine.edition.processMaps;
  if (how === "empty") return "";
  let text = "";
  for (const vma of [...process.tree.values(), ...process.unfindable]) {
    const { start, end, flags, file } = vma;
    const pgoff = file === null && how === "entries" ? 0 : vma.pgoff;
    text += mapsLine(machine, start, end, flags, pgoff, file);
  }
  return text;
}

/**
 * /proc/maps: a line for every region of the system, by address. Mirrors
 * fs/proc/nommu.c, `nommu_region_show()`.
 *
 * @throws {ArgumentError} if an argument is of another type.
 *
 * @example
 * ```ts
 * import { Machine, mmap, regionMaps } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * mmap(machine, process, { file: null, length: 4096, prot: 3, flags: 0x22 });
 * assertEquals(regionMaps(machine), "80000000-80001000 rw-p 00000000 00:00 0 \n");
 * ```
 */
export function regionMaps(machine: Machine): string {
  checkInstance("machine", machine, Machine);
  let text = "";
  for (const region of machine.regions) {
    const { start, end, flags, pgoff, file } = region;
    text += mapsLine(machine, start, end, flags, pgoff, file);
  }
  return text;
}

function mapsLine(
  machine: Machine,
  start: Word,
  end: Word,
  flags: number,
  pgoff: Word,
  file: MappedFile | null,
): string {
  const { wordSize, pageSize } = machine.arch;
  const inode = file?.inode as Inode | undefined;
  const offset = pagesToBytes(pgoff, pageSize, 64);
  const line = `${digits(start)}-${digits(end)} ${letters(flags)} ${
    digits(offset)
  } ${inode?.device ?? "00:00"} ${inode?.number ?? 0} `;
  if (inode === undefined) return `${line}\n`;
  return `${line.padEnd(pathColumn(wordSize) - 1)} ${inode.path}\n`;
}

/** Column of the path: `25 + 6 * sizeof(void *)`. */
function pathColumn(wordSize: WordSize): number {
  return 25 + 6 * (wordSize / 8);
}

function digits(word: Word): string {
  return word.toString(16).padStart(8, "0");
}

/** `rwx` and how the mapping may be shared. */
function letters(flags: number): string {
  const share = flags & VM.MAYSHARE ? (flags & VM.SHARED ? "S" : "s") : "p";
  return (flags & VM.READ ? "r" : "-") + (flags & VM.WRITE ? "w" : "-") +
    (flags & VM.EXEC ? "x" : "-") + share;
}
