/**
 * What a driver says can be done with its memory: `NOMMU_MAP_*` of
 * include/linux/fs.h, which replaced `BDI_CAP_*` in Linux 4.0.
 *
 * @module
 */

/** `NOMMU_MAP_*` without the prefix. */
export const CAPABILITY = {
  COPY: 0x1,
  DIRECT: 0x8,
  READ: 0x10,
  WRITE: 0x20,
  EXEC: 0x40,
} as const;

/** The capabilities that are VM flags too: `NOMMU_VMFLAGS`. */
export const CAPABILITY_VM_FLAGS = 0x70;
