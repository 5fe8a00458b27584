/**
 * What a shrinking truncation does to the shared mappings of an inode. Mirrors
 * mm/nommu.c, `nommu_shrink_inode_mappings()`.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import {
  addWords,
  offsetInPage,
  pageAlign,
  pagesIn,
  pagesToBytes,
  subtractWords,
} from "../abi/word.ts";
import type { DriverHost, DriverInode, TruncateResult } from "./driver.ts";

/**
 * Refuses if a shared mapping would lose pages; otherwise cuts the shared
 * regions that reach beyond the new size. Sizes are in bytes.
 */
export function shrinkInodeMappings(
  inode: DriverInode,
  newSize: number,
  host: DriverHost,
  cutsRegions = true,
): TruncateResult | undefined {
  const { pageSize, wordSize } = host.arch;
  const low = Math.floor(newSize / pageSize);
  const high = Math.ceil(inode.size / pageSize);
  for (const vma of inode.mappings) {
    if (!(vma.flags & VM.SHARED)) continue;
    const pages = pagesIn(
      subtractWords(vma.end, vma.start, wordSize),
      pageSize,
    );
    const last = addWords(vma.pgoff, pages - 1, wordSize);
    if (vma.pgoff <= high && last >= low) {
      return { errno: ERRNO.ETXTBSY, reason: "truncate-shared-mapping" };
    }
  }
  if (!cutsRegions) return undefined;
  for (const vma of inode.mappings) {
    if (!(vma.flags & VM.SHARED)) continue;
    const { region } = vma;
    const from = pagesToBytes(region.pgoff, pageSize, wordSize);
    const reach = addWords(
      from,
      subtractWords(region.top, region.start, wordSize),
      wordSize,
    );
    if (reach <= newSize) continue;
    const excess = subtractWords(reach, newSize, wordSize);
    const allocated = pageAlign(reach, pageSize, wordSize);
    const lost = pagesIn(subtractWords(allocated, newSize, wordSize), pageSize);
    if (lost > 0 && region.flags & VM.MAPPED_COPY) {
      host.hazard("copy-pages-leaked");
    }
    region.top = subtractWords(region.top, excess, wordSize);
    if (region.end > region.top) {
      region.end = region.top;
      host.regionCut(region);
      if (offsetInPage(region.end, pageSize) !== 0) {
        host.hazard("region-end-unaligned");
      }
      for (const { region: used, end } of inode.mappings) {
        if (used === region && end > region.end) {
          host.hazard("region-shrunk-under-mapping");
        }
      }
    }
  }
  return undefined;
}
