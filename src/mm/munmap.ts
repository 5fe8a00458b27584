/**
 * Unmapping. Mirrors mm/nommu.c, `do_munmap()`, `split_vma()` and
 * `vmi_shrink_vma()`.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import {
  addWords,
  hex,
  isAbove,
  offsetInPage,
  pageAlign,
  pagesIn,
  subtractWords,
  type Word,
} from "../abi/word.ts";
import type { Vma } from "../memory/region.ts";
import { VmArea, VmRegion } from "../memory/vm_region.ts";
import { cleanupVma, type Machine, releaseVma } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import type { Process } from "./process.ts";

/** Unmaps `[start, start + length)`, in bytes. */
export function doMunmap(
  machine: Machine,
  process: Process,
  start: Word,
  length: Word,
): Outcome {
  const { journal, arch: { wordSize, pageSize } } = machine;
  const bytes = machine.edition.roundsLengths
    ? pageAlign(length, pageSize, wordSize)
    : length;
  if (bytes === 0) return journal.refused(ERRNO.EINVAL, "munmap-zero-length");
  const end = addWords(start, bytes, wordSize);
  const limit = subtractWords(end, 1, wordSize);

  const [vma] = process.tree.candidates(start, limit);
  if (vma === undefined) {
    if (machine.munmapMessages > 0) {
      machine.munmapMessages--;
      journal.message(
        "munmap-not-mmapped",
        `nommu: munmap of memory not mmapped by process ${process.pid} (${process.name}): ${
          hex(start)
        }-${hex(limit)}`,
      );
    }
    return journal.refused(ERRNO.EINVAL, "munmap-not-mapped");
  }
  if (vma.freed) journal.hazard("freed-vma-used");
  if (vma.file !== null) return unmapFile(machine, process, start, end, limit);

  if (start === vma.start && end === vma.end) {
    return eraseWhole(machine, process, vma);
  }
  if (start < vma.start || end > vma.end) {
    return journal.refused(ERRNO.EINVAL, "munmap-outside");
  }
  if (
    offsetInPage(start, pageSize) !== 0 ||
    end !== vma.end && offsetInPage(end, pageSize) !== 0
  ) return journal.refused(ERRNO.EINVAL, "munmap-not-page-aligned");
  if (start !== vma.start && end !== vma.end) {
    if (process.mapCount >= machine.maxMapCount) {
      return journal.refused(ERRNO.ENOMEM, "munmap-too-many-mappings");
    }
    if (!splitVma(machine, process, vma, start)) {
      return journal.refused(0, "munmap-part");
    }
  }
  return shrinkVma(machine, process, vma, start, end);
}

/** A file mapping goes as a whole, the one that ends where the range ends. */
function unmapFile(
  machine: Machine,
  process: Process,
  start: Word,
  end: Word,
  limit: Word,
): Outcome {
  const { journal } = machine;
  let first = true;
  for (const vma of process.tree.candidates(start, limit)) {
    if (start > vma.start) {
      return journal.refused(ERRNO.EINVAL, "munmap-file-inside");
    }
    if (end === vma.end) {
      if (!first) journal.hazard("munmap-leaves-lower");
      else if (start < vma.start) journal.hazard("munmap-finds-higher");
      return eraseWhole(machine, process, vma);
    }
    first = false;
  }
  return journal.refused(ERRNO.EINVAL, "munmap-file-end");
}

function eraseWhole(machine: Machine, process: Process, vma: Vma): Outcome {
  cleanupVma(process, vma);
  clearRange(machine, process, vma);
  if (staleEntry(process, vma)) machine.journal.hazard("stale-tree-entry");
  releaseVma(machine, vma);
  return machine.journal.done("munmap-whole");
}

function clearRange(machine: Machine, process: Process, vma: Vma): void {
  process.tree.clear(
    vma.start,
    subtractWords(vma.end, 1, machine.arch.wordSize),
    vma,
  );
}

/** Whether the tree still leads to a VMA that is about to be freed. */
function staleEntry(process: Process, vma: Vma): boolean {
  return process.tree.overwrites &&
    (process.tree.at(vma.end) === vma ||
      vma.start > 0 && process.tree.floor(vma.start) === vma);
}

/** Splits `vma` at `address`; it keeps the upper part. */
function splitVma(
  machine: Machine,
  process: Process,
  vma: Vma,
  address: Word,
): boolean {
  const { arch: { wordSize, pageSize }, journal } = machine;
  const upper = vma.region;
  const pages = pagesIn(
    subtractWords(address, vma.start, wordSize),
    pageSize,
  );
  const lower = new VmRegion(
    machine.nextRegionId(),
    upper.file,
    upper.pgoff,
    upper.flags,
  );
  lower.icacheFlushed = upper.icacheFlushed;
  lower.place(upper.start, address, address);
  const below = new VmArea(machine.nextVmaId(), vma.file, lower);
  below.pgoff = vma.pgoff;
  below.flags = vma.flags;
  below.place(vma.start, address);
  if (machine.edition.splitWarns) {
    journal.hazard("munmap-middle-warning");
    journal.message("warning", "WARNING in __mas_set_range()");
  }
  if (!process.tree.overwrites) clearRange(machine, process, vma);
  machine.deleteRegion(upper);
  upper.start = vma.start = address;
  upper.pgoff = vma.pgoff = addWords(vma.pgoff, pages, wordSize);
  if (!machine.addRegion(upper) || !machine.addRegion(lower)) return false;
  if (!process.tree.overwrites) {
    process.tree.store(vma.start, subtractWords(vma.end, 1, wordSize), vma);
  }
  process.tree.store(
    below.start,
    subtractWords(address, 1, wordSize),
    below,
  );
  process.mapCount++;
  return true;
}

/** Cuts `[from, to)` off one end of `vma` and frees its pages. */
function shrinkVma(
  machine: Machine,
  process: Process,
  vma: Vma,
  from: Word,
  to: Word,
): Outcome {
  const { arch: { wordSize, pageSize }, journal, edition } = machine;
  const tail = from > vma.start;
  if (
    (tail || edition.shrinkRestores) && process.tree.overwrites &&
    process.tree.at(vma.end) === vma
  ) journal.hazard("vma-twice-in-tree");
  if (edition.shrinkRestores) clearRange(machine, process, vma);
  else {
    process.tree.clear(
      tail ? from : vma.start,
      subtractWords(tail ? vma.end : to, 1, wordSize),
      vma,
    );
  }
  if (tail) vma.end = from;
  else vma.start = to;
  if (edition.shrinkRestores) {
    process.tree.store(
      vma.start,
      subtractWords(vma.end, 1, wordSize),
      vma,
    );
  }

  const { region } = vma;
  machine.deleteRegion(region);
  let end = to;
  if (from > region.start) {
    end = region.top;
    region.top = region.end = from;
  } else region.start = to;
  const wraps = isAbove(from, end);
  if (wraps) machine.startsBelow(region);
  if (!machine.addRegion(region)) return journal.refused(0, "munmap-part");
  if (!wraps) {
    machine.freePages(
      from as number,
      pagesIn(subtractWords(end, from, wordSize), pageSize),
    );
  }
  return journal.done("munmap-part");
}
