/**
 * Protection bits of `mmap()`, include/uapi/asm-generic/mman-common.h.
 *
 * @module
 */

/** `PROT_*` without the prefix. */
export const PROT = { READ: 1, WRITE: 2, EXEC: 4, SEM: 8 } as const;
