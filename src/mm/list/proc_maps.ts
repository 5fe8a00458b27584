/**
 * The text of /proc/maps and /proc/PID/maps before regions. Mirrors
 * fs/proc/nommu.c, `nommu_vma_show()` and `nommu_vma_list_start()`, and
 * fs/proc/task_nommu.c, `show_map()`.
 *
 * @module
 */
import { VM } from "../../abi/vm.ts";
import type { OpenFile } from "../../files/inode.ts";
import type { ListMachine, ListProcess } from "./machine.ts";
import type { ListVma } from "./vma.ts";

/** Column of the path: `25 + 6 * sizeof(void *)` on a 32-bit machine. */
const PATH_COLUMN = 49;

/** Finds the open file of a VMA. */
export type FileOf = (vma: ListVma) => OpenFile | null;

/**
 * /proc/maps: a line for every VMA of the system. Before 2.6.16 reading stops
 * where the first page of text is full, because a second read starts nowhere.
 */
export function systemMaps(machine: ListMachine, fileOf: FileOf): string {
  const { pageShift } = machine.arch;
  const room = machine.edition.mapsContinue ? Infinity : 2 ** pageShift;
  let text = "";
  for (const vma of machine.tree.vmas) {
    const line = mapsLine(vma, fileOf(vma), pageShift);
    if (text.length + line.length >= room) break;
    text += line;
  }
  return text;
}

/** /proc/PID/maps: empty before 2.6.19, then a line for every mapping. */
export function processMaps(
  machine: ListMachine,
  process: ListProcess,
  fileOf: FileOf,
): string {
  if (!machine.edition.listsProcessMaps) return "";
  let text = "";
  for (let at = process.list; at !== null; at = at.next) {
    text += mapsLine(at.vma, fileOf(at.vma), machine.arch.pageShift);
  }
  return text;
}

/** The offset is shown for anonymous memory too. */
function mapsLine(
  vma: ListVma,
  file: OpenFile | null,
  pageShift: number,
): string {
  const inode = file?.inode;
  const offset = (vma.pgoff * 2 ** pageShift) % 2 ** 32;
  const line = `${digits(vma.start)}-${digits(vma.end)} ${letters(vma.flags)} ${
    digits(offset)
  } ${inode?.device ?? "00:00"} ${inode?.number ?? 0} `;
  if (inode === undefined) return `${line}\n`;
  return `${line.padEnd(PATH_COLUMN - 1)} ${inode.path}\n`;
}

function digits(word: number): string {
  return word.toString(16).padStart(8, "0");
}

function letters(flags: number): string {
  return (flags & VM.READ ? "r" : "-") + (flags & VM.WRITE ? "w" : "-") +
    (flags & VM.EXEC ? "x" : "-") +
    (flags & VM.MAYSHARE ? (flags & VM.SHARED ? "S" : "s") : "p");
}
