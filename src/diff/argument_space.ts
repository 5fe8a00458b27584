/**
 * The arguments of mmap(): lengths, offsets, addresses and flags, on both
 * sides of every boundary that a kernel can have.
 *
 * @module
 */
import { MAP } from "../abi/map.ts";
import type { Word, WordSize } from "../abi/word.ts";
import { FILE, FILE_SIZES, type FileChoice } from "./file_space.ts";

/** Lengths in bytes by word size, the plainest first. */
export const LENGTHS: Readonly<Record<WordSize, readonly Word[]>> = {
  32: [
    4096,
    1,
    5000,
    8192,
    0,
    0x10_0001,
    0x40_0001,
    0x100_0000,
    0x8000_0000,
    0xffff_f000,
    0xffff_f001,
  ],
  64: [
    4096,
    8192,
    0,
    0x40_0001,
    2 ** 40,
    0x8000_0000_0000_0000n,
    0xffff_ffff_ffff_f000n,
    0xffff_ffff_ffff_ffffn,
  ],
};

/** Offsets in pages by word size, the plainest first. */
export const PAGE_OFFSETS: Readonly<Record<WordSize, readonly Word[]>> = {
  32: [0, 1, 0xf_ffff, 0xffff_ffff],
  64: [0, 1, 2 ** 51, 2 ** 52 - 1, 0xffff_ffff_ffff_ffffn],
};

/** Offsets in bytes by word size. */
export const BYTE_OFFSETS: Readonly<Record<WordSize, readonly Word[]>> = {
  32: [0, 100, 4096, 0x8000_0000, 0xffff_f000],
  64: [0, 100, 4096, 0x8000_0000_0000_0000n, 0xffff_ffff_ffff_f000n],
};

/** Address hints. */
export const ADDRESSES: readonly Word[] = [0, 0x1000];

/** Mapping types: MAP_PRIVATE and MAP_SHARED, and what is neither. */
export const MAP_TYPES: readonly number[] = [
  MAP.PRIVATE,
  MAP.SHARED,
  0,
  MAP.SHARED_VALIDATE,
  MAP.DROPPABLE,
];

/** Flags beside the type; each is tried alone. */
export const EXTRA_FLAGS: readonly number[] = [
  MAP.FIXED,
  MAP.GROWSDOWN,
  MAP.DENYWRITE,
  MAP.EXECUTABLE,
  MAP.LOCKED,
  MAP.NORESERVE,
  MAP.POPULATE,
  MAP.NONBLOCK,
  MAP.STACK,
  MAP.HUGETLB,
  MAP.SYNC,
  MAP.FIXED_NOREPLACE,
  MAP.UNINITIALIZED,
];

/** Files to try arguments on, one of each kind; `null`: anonymous memory. */
export const ARGUMENT_FILES: readonly (FileChoice | null)[] = [
  null,
  // Memory with all permissions, a ROM, and what can only be copied.
  fileWith({ declares: 1, area: 1, capabilities: 0b11111 }),
  fileWith({ declares: 1, area: 1, capabilities: 0b10111 }),
  fileWith({ type: 1 }),
  // A character device that says nothing, with and without an address.
  fileWith({ area: 1 }),
  fileWith({}),
  // What cannot be mapped.
  fileWith({ mmap: 1 }),
  fileWith({ type: 3 }),
];

/** The same for kernels that read files with `read`. */
export const OLD_ARGUMENT_FILES: readonly (FileChoice | null)[] = ARGUMENT_FILES
  .map((file) => file === null ? null : file.with(FILE.READS, 1));

function fileWith(options: {
  readonly mmap?: number;
  readonly declares?: number;
  readonly area?: number;
  readonly type?: number;
  readonly capabilities?: number;
}): FileChoice {
  const file = FILE_SIZES.map(() => 0);
  file[FILE.MMAP] = options.mmap ?? 0;
  file[FILE.DECLARES] = options.declares ?? 0;
  file[FILE.AREA] = options.area ?? 0;
  file[FILE.TYPE] = options.type ?? 0;
  file[FILE.CAPABILITIES] = options.capabilities ?? 0;
  return file;
}
