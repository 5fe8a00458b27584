/**
 * The search for a live region that a mapping can use, and its use. Mirrors the
 * loop over `nommu_region_tree` in mm/nommu.c, `do_mmap()`.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import { addWords, subtractWords, type Word } from "../abi/word.ts";
import type { Inode, OpenFile } from "../files/inode.ts";
import type { Region } from "../memory/region.ts";
import type { VmArea } from "../memory/vm_region.ts";
import { enterVma } from "./enter.ts";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import type { Process } from "./process.ts";
import { callMmap } from "./shared_mapping.ts";

/**
 * The region with the lowest address that contains `[pgoff, end)`.
 *
 * Without DIRECT the first region in address order that overlaps the request
 * decides: if it does not contain it, that is a violation.
 */
export function findSharable(
  machine: Machine,
  inode: Inode,
  pgoff: Word,
  end: Word,
  direct: boolean,
): Region | "violation" | undefined {
  let lowest: Region | undefined;
  let contains = false;
  inode.regions.visit(pgoff, end, (region) => {
    const regionEnd = addWords(
      region.pgoff,
      machine.pagesBetween(region.start, region.end),
      machine.arch.wordSize,
    );
    if (region.pgoff >= end || pgoff >= regionEnd) return;
    const whole = pgoff >= region.pgoff && end <= regionEnd;
    if (direct && !whole) return;
    if (lowest === undefined || region.start < lowest.start) {
      lowest = region;
      contains = whole;
    }
  });
  if (lowest === undefined) return undefined;
  return contains ? lowest : "violation";
}

/** Uses a live region of the same file. */
export function shareRegion(
  machine: Machine,
  process: Process,
  file: OpenFile,
  vma: VmArea,
  region: Region,
  length: Word,
): Outcome {
  const { journal, arch: { wordSize, pageSize } } = machine;
  region.usage++;
  vma.region = region;
  const ahead = subtractWords(vma.pgoff, region.pgoff, wordSize);
  const start = addWords(region.start, Number(ahead) * pageSize, wordSize);
  vma.place(start, addWords(start, length, wordSize));
  if (region.flags & VM.MAPPED_COPY) {
    vma.flags |= VM.MAPPED_COPY;
    if (vma.flags & VM.SHARED) journal.hazard("shared-on-private-copy");
    if (region.origin?.version !== file.inode.version) {
      journal.hazard("stale-copy");
    }
  } else {
    const answer = callMmap(machine, file, vma);
    if (answer < 0) {
      region.usage--;
      const errno = answer === -ERRNO.ENOSYS ? ERRNO.ENODEV : -answer;
      return journal.refused(errno, "existing-region-driver-refuses");
    }
  }
  return enterVma(machine, process, vma, "existing-region");
}
