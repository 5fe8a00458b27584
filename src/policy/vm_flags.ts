/**
 * The flags that a granted mapping gets. Mirrors mm/nommu.c,
 * `determine_vm_flags()`, and include/linux/mman.h, `calc_vm_prot_bits()` and
 * `calc_vm_flag_bits()`.
 *
 * @module
 */
import { CAPABILITY, CAPABILITY_VM_FLAGS } from "../abi/capabilities.ts";
import { MAP } from "../abi/map.ts";
import { PROT } from "../abi/prot.ts";
import { VM, VM_MAY_ACCESS } from "../abi/vm.ts";

// What a module names itself costs nothing when it runs, an import does.
const { READ, WRITE, EXEC } = PROT;
const { SHARED, PRIVATE, GROWSDOWN, LOCKED, SYNC } = MAP;
const { DIRECT } = CAPABILITY;
const ALLOWED = CAPABILITY_VM_FLAGS;
const MAY_ACCESS = VM_MAY_ACCESS;
const { SHARED: VM_SHARED, MAYSHARE, MAYOVERLAY, SYNC: VM_SYNC } = VM;

/** What `determineVmFlags()` depends on. */
export interface VmFlagsInput {
  /** The mapping has a file. */
  readonly hasFile: boolean;
  /** Bits of `PROT_*`, as the caller gave them. */
  readonly prot: number;
  /** Bits of `MAP_*`. */
  readonly flags: number;
  /** Capabilities that the validation left. */
  readonly capabilities: number;
  /** The caller is traced. */
  readonly ptraced: boolean;
}

/** Flags that come from the protection and the mapping flags alone. */
function requestedVmFlags(prot: number, flags: number): number {
  return (prot & (READ | WRITE | EXEC)) |
    (flags & (GROWSDOWN | LOCKED));
}

/** From Linux 6.3 on: `VM_MAYOVERLAY` marks what may be mapped in place. */
export function determineVmFlags(input: VmFlagsInput): number {
  const { prot, flags, capabilities } = input;
  const vmFlags = requestedVmFlags(prot, flags) |
    (flags & SYNC ? VM_SYNC : 0);
  if (!input.hasFile) return vmFlags | MAY_ACCESS;

  const allowed = capabilities & ALLOWED;
  if (!(flags & PRIVATE)) return vmFlags | VM_SHARED | MAYSHARE | allowed;
  const mayAccess = capabilities & DIRECT ? allowed : MAY_ACCESS;
  return prot & WRITE || input.ptraced
    ? vmFlags | mayAccess
    : vmFlags | mayAccess | MAYOVERLAY;
}

/** Linux 4.15 to 6.2: as before, and MAP_SYNC is known. */
export function determineVmFlagsMayShareSync(input: VmFlagsInput): number {
  return determineVmFlagsMayShare(input) |
    (input.flags & SYNC ? VM_SYNC : 0);
}

/** Linux 2.6.35 to 4.14: `VM_MAYSHARE` marks private read-only mappings too. */
export function determineVmFlagsMayShare(input: VmFlagsInput): number {
  const { prot, flags, capabilities } = input;
  let vmFlags = requestedVmFlags(prot, flags);
  if (capabilities & DIRECT) {
    vmFlags |= MAYSHARE | (capabilities & ALLOWED);
    if (flags & SHARED) vmFlags |= VM_SHARED;
  } else {
    vmFlags |= MAY_ACCESS;
    if (input.hasFile && !(prot & WRITE)) vmFlags |= MAYSHARE;
  }
  return flags & PRIVATE && input.ptraced ? vmFlags & ~MAYSHARE : vmFlags;
}

/** Linux 2.6.29 to 2.6.34: a private mapping may be shared only by chance. */
export function determineVmFlagsAllOrNothing(input: VmFlagsInput): number {
  const { prot, flags, capabilities } = input;
  let vmFlags = requestedVmFlags(prot, flags) | MAY_ACCESS;
  if (!(capabilities & DIRECT)) {
    if (input.hasFile && !(prot & WRITE)) vmFlags |= MAYSHARE;
  } else if (flags & SHARED) vmFlags |= MAYSHARE | VM_SHARED;
  else if ((capabilities & ALLOWED) === ALLOWED) {
    vmFlags |= MAYSHARE;
  }
  return flags & PRIVATE && input.ptraced ? vmFlags & ~MAYSHARE : vmFlags;
}
