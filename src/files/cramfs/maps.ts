/**
 * What /proc/PID/maps and /proc/PID/smaps of a machine with an MMU show of a
 * mapping.
 *
 * @module
 */

import { VM } from "../../abi/vm.ts";
import {
  addWords,
  pagesIn,
  pagesToBytes,
  subtractWords,
  type Word,
  type WordSize,
} from "../../abi/word.ts";
import { InputError } from "../../errors.ts";
import { BLOCK_BYTES } from "./constants.ts";
import type { CramfsMapping } from "./mapping.ts";

/** A VMA on a machine with an MMU. */
export interface CramfsVma {
  /** First byte. */
  readonly start: Word;
  /** First byte after it. */
  readonly end: Word;
  /** `VM_*` flags. */
  readonly vmFlags: number;
  /** Page offset, in pages; the page frame of a private PFNMAP. */
  readonly pgoff: Word;
  /** Device of the filesystem. */
  readonly device: readonly [major: number, minor: number];
  /** Inode number. */
  readonly ino: number;
  /** Path of the file. */
  readonly path: string;
  /**
   * What was opened; VMAs of files that were opened twice are not merged.
   * Default: the file was opened once.
   */
  readonly opened?: object;
}

/** Where a mapping goes, and of what. */
export interface CramfsVmaPlace {
  /** First byte. */
  readonly start: Word;
  /** Device of the filesystem. Default 0, 0. */
  readonly device?: readonly [major: number, minor: number];
  /** Inode number. */
  readonly ino: number;
  /** Path of the file. */
  readonly path: string;
  /** What was opened. Default: the file was opened once. */
  readonly opened?: object;
  /** Bits of an address. */
  readonly bits: WordSize;
}

/** The VMA of a mapping that succeeded. */
export function vmaOf(
  mapping: CramfsMapping,
  place: CramfsVmaPlace,
): CramfsVma {
  const { start, device = [0, 0], ino, path, opened, bits } = place;
  const { vmFlags, vmPgoff: pgoff } = mapping;
  const length = pagesToBytes(mapping.pages, BLOCK_BYTES, bits);
  const end = addWords(start, length, bits);
  return {
    start,
    end,
    vmFlags,
    pgoff,
    device,
    ino,
    path,
    ...(opened === undefined ? {} : { opened }),
  };
}

/**
 * The part of a VMA from `start` to `end`, with the page offset that
 * split_vma() of mm/vma.c gives it: it counts on, even if it is a page frame.
 *
 * @throws {InputError} if that is not a part of the VMA.
 */
export function partOfVma(
  vma: CramfsVma,
  start: Word,
  end: Word,
  bits: WordSize,
): CramfsVma {
  if (start < vma.start || end > vma.end || start >= end) {
    throw new InputError(
      `0x${start.toString(16)} to 0x${end.toString(16)} is no part of the VMA`,
    );
  }
  const skipped = pagesIn(subtractWords(start, vma.start, bits), BLOCK_BYTES);
  return { ...vma, start, end, pgoff: addWords(vma.pgoff, skipped, bits) };
}

/**
 * The line of /proc/PID/maps, without the newline: fs/proc/task_mmu.c,
 * show_map_vma(). The path starts in column 50, or 74 with 64 bits.
 */
export function formatMapsLine(vma: CramfsVma, bits: WordSize): string {
  const { vmFlags, device, ino, path } = vma;
  const [major, minor] = device;
  const permissions = (vmFlags & VM.READ ? "r" : "-") +
    (vmFlags & VM.WRITE ? "w" : "-") + (vmFlags & VM.EXEC ? "x" : "-") +
    (vmFlags & VM.MAYSHARE ? "s" : "p");
  const offset = pagesToBytes(vma.pgoff, BLOCK_BYTES, 64);
  const prefix = `${hex(vma.start, 8)}-${hex(vma.end, 8)} ${permissions} ` +
    `${hex(offset, 8)} ${hex(major, 2)}:${hex(minor, 2)} ${ino} `;
  const width = 25 + bits / 8 * 6 - 1;
  return `${prefix.padEnd(width)} ${path.replaceAll("\n", "\\012")}`;
}

function hex(value: Word, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

const MNEMONICS: readonly (readonly [flag: number, name: string])[] = [
  [VM.READ, "rd"],
  [VM.WRITE, "wr"],
  [VM.EXEC, "ex"],
  [VM.SHARED, "sh"],
  [VM.MAYREAD, "mr"],
  [VM.MAYWRITE, "mw"],
  [VM.MAYEXEC, "me"],
  [VM.MAYSHARE, "ms"],
  [VM.PFNMAP, "pf"],
  [VM.LOCKED, "lo"],
  [VM.IO, "io"],
  [VM.DONTCOPY, "dc"],
  [VM.DONTEXPAND, "de"],
  [VM.ACCOUNT, "ac"],
  [VM.NORESERVE, "nr"],
  [VM.SYNC, "sf"],
  [VM.DONTDUMP, "dd"],
  [VM.MIXEDMAP, "mm"],
];

/** The abbreviations, in the order of /proc/PID/smaps. */
export const VMFLAG_NAMES: readonly string[] = MNEMONICS.map(([, name]) =>
  name
);

/**
 * The line `VmFlags:` of /proc/PID/smaps, without the newline:
 * fs/proc/task_mmu.c, show_smap_vma_flags(). The only place where a MIXEDMAP
 * shows, and the only one where every PFNMAP does.
 */
export function formatVmFlags(vmFlags: number): string {
  const names = MNEMONICS.filter(([flag]) => (vmFlags & flag) !== 0)
    .map(([, name]) => `${name} `);
  return `VmFlags: ${names.join("")}`;
}
