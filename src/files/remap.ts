/**
 * Mapping page frames into a VMA. Mirrors mm/nommu.c, `remap_pfn_range()`.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import { pagesToBytes, type Word } from "../abi/word.ts";
import type { Vma } from "../memory/region.ts";
import type { DeviceRules } from "./device_rules.ts";
import type { DriverHost } from "./driver.ts";

/** What drivers may do with a VMA. */
export interface RemapTarget {
  /** The VMA. */
  readonly vma: Vma;
  /** First page frame. */
  readonly frame: Word;
}

/**
 * Maps the memory from a page frame on: 0, or a negative errno. Without an MMU
 * there is nothing to be done but to look whether the VMA lies there already.
 */
export function remapPfnRange(
  { vma, frame }: RemapTarget,
  rules: DeviceRules,
  host: DriverHost,
): number {
  const { pageSize, wordSize } = host.arch;
  const start = pagesToBytes(frame, pageSize, wordSize);
  if (rules.remap === "moves") {
    vma.start = start;
    return 0;
  }
  if (vma.start !== start) return -ERRNO.EINVAL;
  vma.flags |= VM.IO | VM.PFNMAP;
  vma.flags |= rules.remapForbidsExpansion
    ? VM.DONTEXPAND | VM.DONTDUMP
    : VM.RESERVED;
  return 0;
}
