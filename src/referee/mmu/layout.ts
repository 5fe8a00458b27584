/**
 * The numbers that the host and the runner of a kernel with an MMU agree on.
 * They are those of kernel/mmu.h; a test compares the two.
 *
 * @module
 */

/** The memory that the kernel leaves alone. */
export const MMU_AREA = { BASE: 0x8800_0000, END: 0x9e00_0000 } as const;

/** Of it, what a memory technology device covers. */
export const MMU_FLASH = { BASE: 0x9200_0000, END: 0x9e00_0000 } as const;

/** Words of a case in the plan. */
export const MMU_CASE = {
  LENGTH: 0,
  ORDINAL: 1,
  IMAGES: 2,
  FILES: 3,
  STEPS: 4,
  WORDS: 5,
} as const;

/** Words of an image. */
export const MMU_IMAGE = {
  ADDRESS: 0,
  SIZE: 1,
  FILLED: 2,
  ERASED: 3,
  SOURCE: 4,
  LENGTH: 5,
  WORDS: 6,
} as const;

/** Words of a file; its path follows. */
export const MMU_FILE = { LENGTH: 0, IMAGE: 1, WORDS: 2 } as const;

/** Words of a step, and what it does. */
export const MMU_STEP = {
  OPERATION: 0,
  ADDRESS: 1,
  BYTES: 2,
  PROT: 3,
  FLAGS: 4,
  FILE: 5,
  OFFSET: 6,
  WORDS: 7,
  MAP: 1,
  PROTECT: 2,
  UNMAP: 3,
} as const;

/** The most of each that one case can have. */
export const MMU_MAX = {
  IMAGES: 16,
  DISKS: 2,
  FILES: 16,
  STEPS: 1024,
  PAGES: 1024,
} as const;

/** Kinds of records. */
export const MMU_RECORD = {
  CASE: 1,
  STEP: 2,
  MESSAGES: 3,
  VMAS: 4,
  PAGES: 5,
  END: 6,
} as const;

/** What a page that cannot be read has instead of a checksum. */
export const MMU_PAGE = { UNREADABLE: 0x1_0000_0000 } as const;
