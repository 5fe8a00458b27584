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
 * The first region of the tree that contains `[pgoff, end)`, usually the one
 * with the lowest address.
 *
 * Without DIRECT the first region that overlaps the request decides: if it
 * does not contain it, that is a violation.
 */
export function findSharable(
  machine: Machine,
  inode: Inode,
  pgoff: Word,
  end: Word,
  direct: boolean,
): Region | "violation" | undefined {
  if (machine.edition.entersUnplaced) {
    return findInOrderOfEntry(machine, inode, pgoff, end, direct);
  }
  let lowest: Region | undefined;
  let contains = false;
  inode.regions.visit(pgoff, end, (region) => {
    const overlap = overlapWith(machine, region, pgoff, end);
    if (overlap === "none" || direct && overlap === "part") return;
    if (lowest === undefined || region.start < lowest.start) {
      lowest = region;
      contains = overlap === "whole";
    }
  });
  if (lowest === undefined) return undefined;
  return contains ? lowest : "violation";
}

/** The same where the order of the tree is not that of the addresses. */
function findInOrderOfEntry(
  machine: Machine,
  inode: Inode,
  pgoff: Word,
  end: Word,
  direct: boolean,
): Region | "violation" | undefined {
  for (const region of machine.regions) {
    const { file, flags } = region;
    if (file?.inode !== inode || !machine.isShareable(flags)) continue;
    const overlap = overlapWith(machine, region, pgoff, end);
    if (overlap === "none" || direct && overlap === "part") continue;
    return overlap === "whole" ? region : "violation";
  }
  return undefined;
}

/** How much of `[pgoff, end)` a region has. */
function overlapWith(
  machine: Machine,
  region: Region,
  pgoff: Word,
  end: Word,
): "none" | "part" | "whole" {
  const regionEnd = addWords(
    region.pgoff,
    machine.pagesBetween(region.start, region.end),
    machine.arch.wordSize,
  );
  if (region.pgoff >= end || pgoff >= regionEnd) return "none";
  return pgoff >= region.pgoff && end <= regionEnd ? "whole" : "part";
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
