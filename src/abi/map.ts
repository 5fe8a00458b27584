/**
 * Flags of `mmap()` and `mremap()`, include/uapi/asm-generic/mman*.h.
 *
 * @module
 */

/** `MAP_*` without the prefix. `SHARED_VALIDATE` is both type bits. */
export const MAP = {
  SHARED_VALIDATE: 0x3,
  SHARED: 0x1,
  PRIVATE: 0x2,
  DROPPABLE: 0x8,
  FIXED: 0x10,
  ANONYMOUS: 0x20,
  GROWSDOWN: 0x100,
  DENYWRITE: 0x800,
  EXECUTABLE: 0x1000,
  LOCKED: 0x2000,
  NORESERVE: 0x4000,
  POPULATE: 0x8000,
  NONBLOCK: 0x1_0000,
  STACK: 0x2_0000,
  HUGETLB: 0x4_0000,
  SYNC: 0x8_0000,
  FIXED_NOREPLACE: 0x10_0000,
  UNINITIALIZED: 0x400_0000,
} as const;

/** The bits of the flags that hold the mapping type: `MAP_TYPE`. */
export const MAP_TYPE = 0xf;

/** `MREMAP_*` without the prefix. */
export const MREMAP = { MAYMOVE: 1, FIXED: 2, DONTUNMAP: 4 } as const;
