/**
 * What the drivers of one kernel do otherwise than those of another.
 *
 * @module
 */
import { compareReleases } from "../policy/editions.ts";

/** How `remap_pfn_range()` of mm/nommu.c answers. */
export type RemapAnswer =
  /** It moves the start of the VMA to the page frame (until 2.6.39). */
  | "moves"
  /** EINVAL unless the VMA starts at the page frame (since 3.0). */
  | "checks";

/** How `mmap` of /dev/mem maps memory. */
export type MemMmap =
  /** Through `remap_pfn_range()` (until 6.18). */
  | "remap"
  /** Through an action that no-MMU kernels refuse, with EAGAIN (6.19). */
  | "action-eagain"
  /** Through the same action, with EINVAL (7.1). */
  | "action-einval";

/** What drivers do in one kernel. */
export interface DeviceRules {
  /** Operation that reads a file of a disk file system or a block device. */
  readonly readWith: "read" | "read_iter";
  /** Character devices that declare nothing can be copied (until 3.19). */
  readonly charactersCopy: boolean;
  /** mtdchar: EACCES instead of ENOSYS for what is not shared (3.14). */
  readonly mtdRefusesPrivate: boolean;
  /** romfs and mtdchar keep the address in an int (3.3). */
  readonly mtdAddressInt: boolean;
  /** romfs checks its end to the byte (until 2.6.33). */
  readonly romfsEndsAtByte: boolean;
  /** romfs cuts what crosses the end of the device, else refuses it (3.14). */
  readonly romfsCutsLength: boolean;
  /** romfs has mmap_prepare in place of mmap (as read in 7.1). */
  readonly romfsPrepares: boolean;
  /** cramfs maps in place (4.15). */
  readonly cramfsInPlace: boolean;
  /** Operations that read /dev/zero. */
  readonly zeroReadWith: "read" | "read_iter" | "both";
  /** /dev/mem refuses what wraps or does not fit (4.14). */
  readonly memChecksRange: boolean;
  /** How /dev/mem maps. */
  readonly memMmap: MemMmap;
  /** How `remap_pfn_range()` answers. */
  readonly remap: RemapAnswer;
  /** It sets VM_DONTEXPAND|VM_DONTDUMP, not VM_RESERVED (3.7). */
  readonly remapForbidsExpansion: boolean;
  /** A frame buffer driver must have `fb_mmap` (6.8). */
  readonly fbNeedsMmap: boolean;
}

const KNOWN = new Map<string, DeviceRules>();

/**
 * The rules of a kernel, such as `linux-6.12`: those of the release in the
 * name, also where the name stands for several releases.
 */
export function deviceRules(kernel: string): DeviceRules {
  let rules = KNOWN.get(kernel);
  if (rules === undefined) KNOWN.set(kernel, rules = rulesOf(kernel));
  return rules;
}

function rulesOf(kernel: string): DeviceRules {
  const release = /\d+(?:\.\d+)*/.exec(kernel)?.[0] ?? "0";
  const since = (first: string): boolean =>
    compareReleases(release, first) >= 0;
  return {
    readWith: since("4.1") ? "read_iter" : "read",
    charactersCopy: !since("4.0"),
    mtdRefusesPrivate: since("3.14"),
    mtdAddressInt: since("3.3"),
    romfsEndsAtByte: !since("2.6.34"),
    romfsCutsLength: since("3.14"),
    romfsPrepares: since("7.1"),
    cramfsInPlace: since("4.15"),
    zeroReadWith: since("5.10") ? "both" : since("4.1") ? "read_iter" : "read",
    memChecksRange: since("4.14"),
    memMmap: since("7.1")
      ? "action-einval"
      : since("6.19")
      ? "action-eagain"
      : "remap",
    remap: since("3.0") ? "checks" : "moves",
    remapForbidsExpansion: since("3.7"),
    fbNeedsMmap: since("6.8"),
  };
}
