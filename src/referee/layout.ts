/**
 * The numbers that the host, the probe in the kernel and the runner agree on.
 * They are those of kernel/nommap.h; a test compares the two.
 *
 * @module
 */

/** First word of the area: an area of this layout. */
export const NOMMAP_MAGIC = 0x6e6f6d6d61700001n;

/** Words of the header at the start of the area. */
export const HEADER = {
  MAGIC: 0,
  STATE: 1,
  PLAN: 2,
  PLAN_END: 3,
  RESULTS: 4,
  RESULTS_END: 5,
  RESULTS_USED: 6,
  LOG: 7,
  LOG_END: 8,
  LOG_USED: 9,
  CASE: 10,
  STEP: 11,
  PHASE: 12,
  DONE: 13,
  BUILD: 14,
  RELEASE: 18,
  FINISHER: 26,
  RESETS: 28,
  RESETS_END: 36,
  STARTED: 36,
  ENDED: 37,
  WORDS: 40,
} as const;

/** How far the guest got: word `HEADER.STATE`. */
export const STATE = {
  OFF: 0,
  BOOTED: 1,
  RUNNING: 2,
  DONE: 3,
  FULL: 4,
  ERROR: 5,
} as const;

/** What the runner is at: word `HEADER.PHASE`. */
export const PHASE = { SETUP: 1, STEPS: 2, CLEANUP: 3 } as const;

/** The most of each that one case can have. */
export const MAX = {
  PROCESSES: 8,
  FILES: 16,
  DEVICES: 16,
  STEPS: 1024,
  PAGES: 1024,
} as const;

/** Words of a file in the plan. */
export const FILE = {
  LENGTH: 0,
  KIND: 1,
  INODE: 2,
  OPEN: 3,
  SPEC: 4,
  WORDS: 20,
  PROBE: 0,
  RAMFS: 1,
  PATH: 2,
  SAME: 3,
  SOCKET: 4,
} as const;

/** Bits of the word `FILE.OPEN`; the two lowest are the access mode. */
export const OPEN = { PATH: 4, NOEXEC: 8, APPEND: 16 } as const;

/** Words of what a probe inode is and answers. */
export const SPEC = {
  INDEX: 0,
  MODE: 1,
  SIZE: 2,
  OPERATIONS: 3,
  CAPABILITIES: 4,
  GUA_KIND: 5,
  GUA_VALUE: 6,
  MMAP_KIND: 7,
  MMAP_VALUE: 8,
  READ_KIND: 9,
  READ_VALUE: 10,
  CONTENTS_KIND: 11,
  CONTENTS: 12,
  CONTENTS_LENGTH: 13,
  INODE_NUMBER: 14,
  APPEND: 15,
  WORDS: 16,
} as const;

/** Bits of the word `SPEC.OPERATIONS`. */
export const OPERATION = {
  MMAP: 1,
  CAPABILITIES: 2,
  GUA: 4,
  READ_ITER: 8,
  READ: 16,
} as const;

/** Values of `SPEC.GUA_KIND`. */
export const GUA = { LINEAR: 0, FIXED: 1, ERRNO: 2, INT: 4 } as const;

/** Values of `SPEC.MMAP_KIND`. */
export const MMAP_ANSWER = { VALUE: 0, SHARED_ONLY: 1 } as const;

/** Values of `SPEC.READ_KIND`. */
export const READ_ANSWER = { ALL: 0, AT_MOST: 1, ERRNO: 2 } as const;

/** Values of `SPEC.CONTENTS_KIND`. */
export const CONTENTS = { PATTERN: 0, MEMORY: 1, NONE: 2 } as const;

/** Values of the source of a fill, if it is not an address. */
export const FILL = { PATTERN: 0, ZERO: 1 } as const;

/** Words of a device in the plan, and their values. */
export const DEVICE = {
  KIND: 0,
  ADDRESS: 1,
  SIZE: 2,
  FLAGS: 3,
  SOURCE: 4,
  LENGTH: 5,
  MOUNT: 6,
  WORDS: 7,
  RAM: 1,
  ROM: 2,
  NOR: 3,
  NAND: 4,
  FB: 5,
  BLOCK: 6,
  FIFO: 7,
  FOLDER: 8,
  NO_POINT: 1,
  NO_FB_MMAP: 2,
  NOEXEC: 4,
} as const;

/** Values of the word `DEVICE.MOUNT`. */
export const MOUNT = { NONE: 0, CRAMFS: 1, ROMFS: 2 } as const;

/** Memory for devices below that of the kernel, and what puts it there. */
export const BUS = { MEMORY: 0x4000_0000, CONFIG: 0x3000_8000 } as const;

/** Memory for simulated devices: what it holds, the runner keeps track of. */
export const WINDOW = {
  BUS_SIZE: 0x800_0000,
  LOW: 0x8080_0000,
  LOW_SIZE: 0x380_0000,
  HIGH: 0x9200_0000,
  HIGH_SIZE: 0xc00_0000,
} as const;

/** What a step does. */
export const STEP = {
  MMAP: 1,
  MUNMAP: 2,
  MREMAP: 3,
  FTRUNCATE: 4,
  PWRITE: 5,
  STORE: 6,
  LOAD: 7,
  CLOSE: 8,
  EXIT: 9,
  MPROTECT: 10,
  MADVISE: 11,
  MLOCK: 12,
  MSYNC: 13,
  MINCORE: 14,
  TRIM_PAGES: 15,
  PTRACE: 16,
  NOTHING: 17,
  PREAD: 18,
} as const;

/** Instead of a file of the plan: the number itself is the descriptor. */
export const MMAP_NO_FILE = 0xffff;

/** How an mmap is asked for: the system call, or in pages in the kernel. */
export const VIA = { SYSCALL: 0, PGOFF: 1 } as const;

/** What is looked at after a step, as bits. */
export const OBSERVE = {
  AT: 1,
  REGIONS: 2,
  VMAS: 4,
  REFERENCES: 8,
  MAPS: 16,
  REGION_MAPS: 32,
} as const;

/** Kinds of records among the results. */
export const RECORD = {
  CASE: 1,
  STEP: 2,
  CALL: 3,
  RETURN: 4,
  STATE: 5,
  AT: 6,
  REGION: 7,
  VMA: 8,
  PROCESS: 9,
  TEXT: 10,
  BYTES: 11,
  REFERENCES: 12,
  END: 13,
  FILE: 14,
  DIED: 15,
  SKIPPED: 16,
  PAGES: 17,
} as const;

/** Operations of a driver in a record of a call. */
export const CALL = { CAPABILITIES: 1, GUA: 2, MMAP: 3, READ: 4 } as const;

/** Files under /proc in a record of text. */
export const TEXT = { MAPS: 1, REGION_MAPS: 2 } as const;

/** Why a step was left out. */
export const SKIPPED = { NO_ADDRESS: 1, NO_PROCESS: 2, NO_FILE: 3 } as const;

/** Words of a record of a VMA and of a region. */
export const VMA_WORDS = 10;
/** Words of a record of a region. */
export const REGION_WORDS = 9;
