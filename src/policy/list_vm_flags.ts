/**
 * The flags that a mapping gets before regions. Mirrors mm/nommu.c,
 * `do_mmap_pgoff()` (2.6.11) and `determine_vm_flags()`, and
 * include/linux/mman.h, `calc_vm_prot_bits()` and `calc_vm_flag_bits()`.
 *
 * @module
 */
import { CAPABILITY, CAPABILITY_VM_FLAGS } from "../abi/capabilities.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { VM, VM_MAY_ACCESS } from "../abi/vm.ts";

// What a module names itself costs nothing when it runs, an import does.
const { WRITE } = PROT;
const ACCESS = PROT.READ | WRITE | PROT.EXEC;
const { PRIVATE, SHARED, LOCKED } = MAP;
const { DIRECT } = CAPABILITY;
const ALLOWED = CAPABILITY_VM_FLAGS;
const MAY_ACCESS = VM_MAY_ACCESS;
const { MAYSHARE, SHARED: VM_SHARED } = VM;
/** Flags that have the same number as a mapping flag and as a VM flag. */
const CARRIED = MAP.GROWSDOWN | MAP.DENYWRITE | MAP.EXECUTABLE;

/**
 * 2.6.12 to 2.6.34. The test for a private direct mapping looks at `VM_MAY*`,
 * which are always set, and so asks for all three permissions of the device.
 */
export function determineListVmFlags(
  hasFile: boolean,
  prot: number,
  flags: number,
  capabilities: number,
  ptraced: boolean,
): number {
  let vmFlags = (prot & ACCESS) | (flags & (CARRIED | LOCKED)) |
    MAY_ACCESS;
  if (!(capabilities & DIRECT)) {
    if (hasFile && !(prot & WRITE)) vmFlags |= MAYSHARE;
  } else if (flags & SHARED) vmFlags |= MAYSHARE | VM_SHARED;
  else if ((capabilities & ALLOWED) === ALLOWED) {
    vmFlags |= MAYSHARE;
  }
  return flags & PRIVATE && ptraced ? vmFlags & ~MAYSHARE : vmFlags;
}

/** 2.6.11: DIRECT stands for memory backed. MAP_LOCKED is not known. */
export function determineMemoryBackedVmFlags(
  hasFile: boolean,
  prot: number,
  flags: number,
  capabilities: number,
  ptraced: boolean,
): number {
  const vmFlags = (prot & ACCESS) | (flags & CARRIED) | MAY_ACCESS;
  const readOnly = !(prot & WRITE);
  if (capabilities & DIRECT) {
    if (flags & PRIVATE && !readOnly) return vmFlags;
    return vmFlags | MAYSHARE | (flags & SHARED ? VM_SHARED : 0);
  }
  const typed = (flags & (PRIVATE | SHARED)) !== 0;
  return hasFile && readOnly && typed && !ptraced
    ? vmFlags | MAYSHARE
    : vmFlags;
}
