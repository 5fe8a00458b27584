/**
 * What a machine without an MMU is made of.
 *
 * @module
 */
import type { Word, WordSize } from "../abi/word.ts";
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
