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

const ACCESS = PROT.READ | PROT.WRITE | PROT.EXEC;
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
  let vmFlags = (prot & ACCESS) | (flags & (CARRIED | MAP.LOCKED)) |
    VM_MAY_ACCESS;
  if (!(capabilities & CAPABILITY.DIRECT)) {
    if (hasFile && !(prot & PROT.WRITE)) vmFlags |= VM.MAYSHARE;
  } else if (flags & MAP.SHARED) vmFlags |= VM.MAYSHARE | VM.SHARED;
  else if ((capabilities & CAPABILITY_VM_FLAGS) === CAPABILITY_VM_FLAGS) {
    vmFlags |= VM.MAYSHARE;
  }
  return flags & MAP.PRIVATE && ptraced ? vmFlags & ~VM.MAYSHARE : vmFlags;
}

/** 2.6.11: DIRECT stands for memory backed. MAP_LOCKED is not known. */
export function determineMemoryBackedVmFlags(
  hasFile: boolean,
  prot: number,
  flags: number,
  capabilities: number,
  ptraced: boolean,
): number {
  const vmFlags = (prot & ACCESS) | (flags & CARRIED) | VM_MAY_ACCESS;
  const readOnly = !(prot & PROT.WRITE);
  if (capabilities & CAPABILITY.DIRECT) {
    if (flags & MAP.PRIVATE && !readOnly) return vmFlags;
    return vmFlags | VM.MAYSHARE | (flags & MAP.SHARED ? VM.SHARED : 0);
  }
  const typed = (flags & (MAP.PRIVATE | MAP.SHARED)) !== 0;
  return hasFile && readOnly && typed && !ptraced
    ? vmFlags | VM.MAYSHARE
    : vmFlags;
}
