/**
 * What a machine without an MMU is made of.
 *
 * @module
 */
import type { Word, WordSize } from "../abi/word.ts";
import {
  checkFlag,
  checkFunction,
  checkObject,
  checkPageSize,
  checkWhole,
  ifGiven,
  refuse,
} from "../given.ts";
import { givenWord } from "../abi/given_word.ts";
import type { PageAllocator, RamRange } from "../memory/buddy.ts";
import type { Edition } from "../policy/edition.ts";

/** What a {@linkcode Machine} is made of. */
export interface MachineOptions {
  /** The kernel's policy; Linux 6.12 if left out. */
  readonly edition?: Edition;
  /** Bits of `unsigned long`; 32 if left out. */
  readonly wordSize?: WordSize;
  /** Bytes in a page; 4096 if left out. */
  readonly pageSize?: number;
  /** RAM: first address and bytes; 16 MiB at 0x80000000 if left out. */
  readonly ram?: {
    readonly base?: number;
    readonly size?: number;
    readonly reserved?: readonly RamRange[];
  };
  /** `vm.nr_trim_pages`; 1 if left out. */
  readonly nrTrimPages?: number;
  /** `MAX_PAGE_ORDER`; 10 if left out. */
  readonly maxPageOrder?: number;
  /** `TASK_SIZE`; the largest word if left out. */
  readonly taskSize?: Word;
  /** `vm.max_map_count`; 65530 if left out. */
  readonly maxMapCount?: number;
  /** `CONFIG_MMAP_ALLOW_UNINITIALIZED`; off if left out. */
  readonly mmapAllowUninitialized?: boolean;
  /** Gives out pages instead of the buddy allocator. */
  readonly allocator?: PageAllocator;
}

/** Default address of RAM. */
export const DEFAULT_RAM_BASE = 0x8000_0000;
/** Default bytes of RAM. */
export const DEFAULT_RAM_SIZE: number = 16 * 2 ** 20;

const LARGEST_INT = 0x7fff_ffff;

/**
 * Makes sure that a machine can be made of these options; RAM is looked at by
 * its allocator.
 *
 * @throws {ArgumentError} if one is of another type, or makes no sense.
 */
export function checkMachineOptions(options: MachineOptions): void {
  checkObject("machine", options);
  const { wordSize = 32, edition, allocator, ram, taskSize } = options;
  if (wordSize !== 32 && wordSize !== 64) {
    refuse("32 or 64", "wordSize", wordSize);
  }
  ifGiven("pageSize", options.pageSize, checkPageSize);
  if (edition !== undefined) checkRegionEdition(edition);
  if (ram !== undefined) checkObject("ram", ram);
  if (allocator !== undefined) checkAllocator(allocator);
  checkWhole("nrTrimPages", options.nrTrimPages ?? 1, LARGEST_INT);
  checkWhole("maxMapCount", options.maxMapCount ?? 1, LARGEST_INT);
  if (taskSize !== undefined) givenWord("taskSize", taskSize, wordSize);
  ifGiven(
    "mmapAllowUninitialized",
    options.mmapAllowUninitialized,
    checkFlag,
  );
}

function checkRegionEdition(edition: Edition): void {
  checkObject("edition", edition);
  if (edition.world !== "regions") {
    refuse("an edition with regions", "edition", edition.id);
  }
  checkFunction("edition.validate", edition.validate);
  checkFunction("edition.vmFlags", edition.vmFlags);
}

function checkAllocator(allocator: PageAllocator): void {
  checkObject("allocator", allocator);
  checkFunction("allocator.allocate", allocator.allocate);
  checkFunction("allocator.free", allocator.free);
}
