/**
 * A mapping of a cramfs file on a machine with an MMU: the request and its
 * outcome, page by page.
 *
 * @module
 */

import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
import { addWords, subtractWords, type Word } from "../../abi/word.ts";
import { blocksOf, lastBlockReadsZeros, readPage } from "./block.ts";
import { BLOCK_BYTES } from "./constants.ts";
import type { CramfsHazard } from "../../policy/hazards/cramfs.ts";
import { readFlash } from "./image.ts";
import type { CramfsInode } from "./inode.ts";
import type { CramfsMount } from "./mount.ts";
import type { BlockMismatch } from "./range.ts";
import type { CramfsRevision } from "./revisions.ts";

/** A request to map a file that is open for reading. */
export interface CramfsMapRequest {
  /** First page of the file. */
  readonly pgoff: number;
  /** Pages of the VMA. */
  readonly pages: number;
  /** `PROT_*` bits. */
  readonly prot: number;
  /** MAP_SHARED; otherwise MAP_PRIVATE. Default false. */
  readonly shared?: boolean;
  /** Name of the file, for the kernel's messages. Default `?`. */
  readonly name?: string;
}

/** Why a file is not mapped in place at all, in the kernel's words. */
export type BailoutReason =
  | "vma is writable"
  | "beyond file limit"
  | "unsuitable block layout"
  | "data is not page aligned"
  | "no suitable block remaining";

/** Pages of a mapping that come from the same place, one after another. */
export interface PageRun {
  /** First page, counted from the start of the VMA. */
  readonly first: number;
  /** How many they are. */
  readonly pages: number;
  /**
   * `flash`: in place; `ram`: filled on the first access; `none`: an access
   * raises SIGBUS; `wild`: a page frame that has nothing to do with the image.
   */
  readonly from: "flash" | "ram" | "none" | "wild";
  /** Physical address of the first page of `flash` and `wild`. */
  readonly address?: Word;
  /** Page of the file that fills the first page of `ram`. */
  readonly index?: number;
}

/** What became of a request. */
export interface CramfsMapping {
  /** The revision that decided. */
  readonly revision: CramfsRevision;
  /** `normal` is demand paging; `crash` is the end of the kernel. */
  readonly kind: "pfnmap" | "mixedmap" | "normal" | "failed" | "crash";
  /** 0, or what `mmap()` fails with. */
  readonly errno: number;
  /** Why nothing is mapped in place. */
  readonly reason?: BailoutReason;
  /** The block pointer that ended the range. */
  readonly mismatch?: BlockMismatch;
  /** Whether the last page was left out because of other data in it. */
  readonly lastPageShared: boolean;
  /** Pages that are mapped in place. */
  readonly direct: number;
  /** Pages of the VMA. */
  readonly pages: number;
  /** `VM_*` flags of the VMA. */
  readonly vmFlags: number;
  /** Page offset stored in the VMA: what /proc/PID/maps shows, in pages. */
  readonly vmPgoff: Word;
  /** Where the pages come from. */
  readonly runs: readonly PageRun[];
  /** Faults of the revision that this request shows. */
  readonly hazards: readonly CramfsHazard[];
  /** Messages of the kernel, as far as they depend on image and request. */
  readonly messages: readonly string[];
}

/** One page of a mapping, as an access finds it. */
export interface CramfsMappedPage {
  /** Where it comes from. */
  readonly from: PageRun["from"];
  /** Physical address of a page in place. */
  readonly address?: Word;
  /** What it holds; absent if the access fails. */
  readonly bytes?: Uint8Array;
  /** A kernel fills the page with something else than is stored. */
  readonly hazard?: CramfsHazard;
}

/** Flags that remap_pfn_range() sets. */
export const PFNMAP_FLAGS: number = VM.IO | VM.PFNMAP | VM.DONTEXPAND |
  VM.DONTDUMP;

/** Flags that do_mmap() of mm/mmap.c gives a file that is open for reading. */
export function initialVmFlags(request: CramfsMapRequest): number {
  const { prot, shared } = request;
  const access = prot & (PROT.READ | PROT.WRITE | PROT.EXEC);
  const may = VM.MAYREAD | VM.MAYEXEC;
  if (shared) return access | may | VM.MAYSHARE;
  const account = prot & PROT.WRITE ? VM.ACCOUNT : 0;
  return access | may | VM.MAYWRITE | account;
}

/** Whether writes to the VMA go to copies: is_cow_mapping(). */
export function isCowMapping(vmFlags: number): boolean {
  return (vmFlags & (VM.SHARED | VM.MAYWRITE)) === VM.MAYWRITE;
}

/** The runs of `pages` pages that faults fill with the file from `index` on. */
export function pagedRuns(
  inode: CramfsInode,
  first: number,
  pages: number,
  index: number,
): PageRun[] {
  const inFile = Math.max(0, Math.min(pages, blocksOf(inode) - index));
  const runs: PageRun[] = [];
  if (inFile > 0) runs.push({ first, pages: inFile, from: "ram", index });
  if (pages > inFile) {
    runs.push({ first: first + inFile, pages: pages - inFile, from: "none" });
  }
  return runs;
}

/** What is wrong with the pages that faults fill. */
export function pagingHazards(
  mount: CramfsMount,
  inode: CramfsInode,
  runs: readonly PageRun[],
): CramfsHazard[] {
  const last = blocksOf(inode) - 1;
  const paged = runs.some((run) =>
    run.from === "ram" && last >= run.index! && last < run.index! + run.pages
  );
  return paged && lastBlockReadsZeros(mount.image, inode, last)
    ? ["last-full-block-reads-zeros"]
    : [];
}

/** What an access to page `index` of the VMA finds. */
export function mappedPage(
  mount: CramfsMount,
  inode: CramfsInode,
  mapping: CramfsMapping,
  index: number,
): CramfsMappedPage {
  const run = mapping.runs.find(({ first, pages }) =>
    index >= first && index < first + pages
  );
  if (run === undefined || run.from === "none") return { from: "none" };
  const further = index - run.first;
  if (run.from === "ram") {
    const page = readPage(mount.image, inode, run.index! + further);
    return {
      from: "ram",
      ...(page.errno === 0 ? { bytes: page.bytes } : {}),
      ...(page.hazard === undefined ? {} : { hazard: page.hazard }),
    };
  }
  const { bits } = mount;
  const address = addWords(run.address!, further * BLOCK_BYTES, bits);
  if (run.from === "wild") return { from: "wild", address };
  const at = Number(subtractWords(address, mount.at, bits));
  return { from: "flash", address, bytes: readFlash(mount.image, at, 4096) };
}
