/**
 * Mapping privately: in place if the driver lets it, otherwise into memory
 * that is allocated and filled. Mirrors mm/nommu.c, `do_mmap_private()`.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { VM } from "../abi/vm.ts";
import { addWords, pageAlign, pagesIn, type Word } from "../abi/word.ts";
import type { OpenFile } from "../files/inode.ts";
import { orderOf } from "../memory/buddy.ts";
import type { Vma } from "../memory/region.ts";
import { readIntoCopy } from "./copy.ts";
import type { Machine } from "./machine.ts";
import type { NewMapping } from "./new_mapping.ts";
import type { Journal } from "./outcome.ts";
import type { Process } from "./process.ts";
import { callMmap, type Made } from "./shared_mapping.ts";

/** Maps a file MAP_PRIVATE, or anonymous memory. The length is in bytes. */
export function mapPrivate(
  machine: Machine,
  process: Process,
  file: OpenFile | null,
  { region, vma }: NewMapping,
  length: Word,
  capabilities: number,
): Made {
  const { journal } = machine;
  const asksDriver = !machine.edition.directGoverns ||
    (capabilities & CAPABILITY.DIRECT) !== 0;
  if (file !== null && asksDriver) {
    const direct = mapInPlace(machine, file, vma, capabilities);
    if (direct !== undefined) return direct;
  }

  const { pageSize, wordSize } = machine.arch;
  const rounded = pageAlign(length, pageSize, wordSize);
  const pages = pagesIn(rounded, pageSize);
  const total = pagesToAllocate(pages, machine.nrTrimPages);
  const asked = machine.edition.allocatesExactly ? total : pages;
  const tooLarge = total < 0 || orderOf(asked) > machine.allocator.maxPageOrder;
  const base = tooLarge ? -1 : machine.allocator.allocate(total);
  // Page 0 is memory too, but its address reads as "none".
  if (base <= 0) {
    journal.message(
      "alloc-failed",
      `nommu: Allocation of length ${length} from process ${process.pid} (${process.name}) failed`,
    );
    return {
      errno: ERRNO.ENOMEM,
      reason: tooLarge ? "allocation-too-large" : "no-contiguous-memory",
    };
  }
  machine.pagesAllocated += total;

  vma.flags |= VM.MAPPED_COPY;
  region.flags = vma.flags;
  region.place(
    base,
    addWords(base, rounded, wordSize),
    base + total * pageSize,
  );
  vma.place(base, addWords(base, length, wordSize));

  const failed = file === null
    ? undefined
    : readIntoCopy(machine, file, region, pages * pageSize);
  if (failed !== undefined) {
    const leaks = machine.edition.leaksSlackOnReadError && total > pages;
    if (leaks) journal.hazard("slack-leaked");
    machine.freePages(base, leaks ? pages : total);
    return failed;
  }
  // What is cleared would reach past what was allocated, and past RAM.
  if (total < pages) journal.hazard("copy-larger-than-memory");
  if (file === null) return { errno: 0, reason: "anonymous" };
  return { errno: 0, reason: reasonForCopy(journal) };
}

/** Rules that say nothing against a direct mapping. */
const BESIDE: ReadonlySet<string> = new Set([
  "default-direct",
  "no-read-operation",
]);

/** The first rule that stood against a direct mapping. */
function reasonForCopy(journal: Journal): string {
  return journal.restrictions.find((rule) => !BESIDE.has(rule)) ?? "copy-only";
}

/** Asks the driver to map in place; `undefined` if it has to be a copy. */
function mapInPlace(
  machine: Machine,
  file: OpenFile,
  vma: Vma,
  capabilities: number,
): Made | undefined {
  const { journal, edition } = machine;
  const answer = callMmap(machine, file, vma);
  if (!machine.isShareable(vma.flags)) {
    if (edition.unshareableDirect === "warning") {
      journal.hazard("traced-direct-warning");
      machine.warnOnce("do_mmap_private");
      journal.restrict("private-traced");
      return undefined;
    }
    if (answer === 0) {
      journal.hazard("traced-direct-bug");
      journal.message("bug", "kernel BUG in do_mmap_private()");
      return { errno: 0, reason: "private-direct" };
    }
  }
  if (answer === 0) {
    if (!(capabilities & CAPABILITY.DIRECT)) {
      journal.hazard("direct-against-capabilities");
      if (vma.start === 0) journal.hazard("mapped-at-zero");
    }
    return { errno: 0, reason: "private-direct" };
  }
  if (answer !== -ERRNO.ENOSYS) {
    return { errno: -answer, reason: "private-mmap-refuses" };
  }
  journal.restrict("private-mmap-enosys");
  return undefined;
}

/**
 * Pages that are allocated for a mapping of `pages`: a power of two, or less
 * where `vm.nr_trim_pages` says so. The power is an `int` in the kernel, which
 * wraps; a negative answer stands for a size beyond all memory.
 */
function pagesToAllocate(pages: number, nrTrimPages: number): number {
  const total = 1 << orderOf(pages);
  const excess = total - pages;
  if (nrTrimPages !== 0 && (excess < 0 || excess >= nrTrimPages)) return pages;
  return total;
}
