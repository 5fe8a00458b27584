/**
 * Flags of a VMA and of a region, include/linux/mm.h.
 *
 * @module
 */

/** `VM_*` without the prefix, as far as a no-MMU kernel uses them. */
export const VM = {
  READ: 0x1,
  WRITE: 0x2,
  EXEC: 0x4,
  SHARED: 0x8,
  MAYREAD: 0x10,
  MAYWRITE: 0x20,
  MAYEXEC: 0x40,
  MAYSHARE: 0x80,
  GROWSDOWN: 0x100,
  MAYOVERLAY: 0x200,
  PFNMAP: 0x400,
  DENYWRITE: 0x800,
  EXECUTABLE: 0x1000,
  LOCKED: 0x2000,
  IO: 0x4000,
  DONTCOPY: 0x2_0000,
  DONTEXPAND: 0x4_0000,
  RESERVED: 0x8_0000,
  ACCOUNT: 0x10_0000,
  NORESERVE: 0x20_0000,
  SYNC: 0x80_0000,
  MAPPED_COPY: 0x100_0000,
  DONTDUMP: 0x400_0000,
  MIXEDMAP: 0x1000_0000,
  NOHUGEPAGE: 0x4000_0000,
} as const;

/** `VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC`. */
export const VM_MAY_ACCESS = 0x70;
