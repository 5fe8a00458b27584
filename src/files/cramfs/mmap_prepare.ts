/**
 * The conversion of 2025: cramfs_physmem_mmap_prepare() decides before there
 * is a VMA, cramfs_physmem_mmap_complete() fills the page tables afterwards.
 * A state is all that the one hands to the other.
 *
 * @module
 */

import { ERRNO } from "../../abi/errno.ts";
import { VM } from "../../abi/vm.ts";
import { addWords, pagesIn, pagesToBytes, type Word } from "../../abi/word.ts";
import { BLOCK_BYTES } from "./constants.ts";
import type { CramfsHazard } from "../../policy/hazards/cramfs.ts";
import type { CramfsInode } from "./inode.ts";
import {
  type CramfsMapping,
  type CramfsMapRequest,
  initialVmFlags,
  isCowMapping,
  pagedRuns,
  type PageRun,
  pagingHazards,
  PFNMAP_FLAGS,
} from "./mapping.ts";
import type { CramfsMount } from "./mount.ts";
import {
  bailoutMessage,
  type DirectPlan,
  mappedMessage,
  planDirect,
} from "./plan.ts";
import { type BlockRange, getBlockRange, rangeMessage } from "./range.ts";
import { CRAMFS_REVISIONS } from "./revisions.ts";

/** What the preparation tells the completion. */
export type CramfsMmapState =
  | "NO_PREPOPULATE"
  | "PREPOPULATE_PFNMAP"
  | "PREPOPULATE_MIXEDMAP";

/** The VMA to be, after the preparation. */
export interface PreparedMap {
  /** `mmap_context`. */
  readonly state: CramfsMmapState;
  /** What was asked for. */
  readonly request: CramfsMapRequest;
  /** What the preparation found; not handed on by the kernel. */
  readonly plan: DirectPlan;
  /** `VM_*` flags. */
  readonly vmFlags: number;
  /** Page offset, in pages. */
  readonly pgoff: number;
  /** Messages so far. */
  readonly messages: readonly string[];
}

const REVISION = "2025-mmap-prepare";
const RULES = CRAMFS_REVISIONS[REVISION];

/** Decides, as cramfs_physmem_mmap_prepare() of the patch does. */
export function prepareMap(
  mount: CramfsMount,
  inode: CramfsInode,
  request: CramfsMapRequest,
): PreparedMap {
  const plan = planDirect(mount, inode, request, RULES);
  const vmFlags = initialVmFlags(request);
  const { pgoff } = request;
  const common = { request, plan, messages: plan.messages };
  if (plan.reason !== undefined) {
    const message = bailoutMessage(request, plan.reason, RULES);
    const messages = [...plan.messages, message];
    return { ...common, state: "NO_PREPOPULATE", vmFlags, pgoff, messages };
  }
  if (plan.pages !== plan.vmaPages) {
    return {
      ...common,
      state: "PREPOPULATE_MIXEDMAP",
      vmFlags: vmFlags | VM.MIXEDMAP,
      pgoff,
    };
  }
  return {
    ...common,
    state: "PREPOPULATE_PFNMAP",
    vmFlags: vmFlags | PFNMAP_FLAGS,
    pgoff: isCowMapping(vmFlags) ? 0 : pgoff,
  };
}

/**
 * Fills the page tables, as cramfs_physmem_mmap_complete() of the patch does.
 * `uninitialised` is what its variable `pages` happens to hold, 32 bits.
 */
export function completeMap(
  mount: CramfsMount,
  inode: CramfsInode,
  prepared: PreparedMap,
  uninitialised: number,
): CramfsMapping {
  const { state, request, plan, vmFlags, pgoff } = prepared;
  const common = {
    revision: REVISION,
    errno: 0,
    lastPageShared: plan.lastPageShared,
    pages: request.pages,
    vmFlags,
    vmPgoff: pgoff,
    messages: prepared.messages,
    ...(plan.mismatch === undefined ? {} : { mismatch: plan.mismatch }),
  } as const;
  if (state === "NO_PREPOPULATE") {
    const runs = pagedRuns(inode, 0, request.pages, pgoff);
    return {
      ...common,
      kind: "normal",
      ...(plan.reason === undefined ? {} : { reason: plan.reason }),
      direct: 0,
      runs,
      hazards: [...plan.hazards, ...pagingHazards(mount, inode, runs)],
    };
  }
  const range = getBlockRange(mount.image, inode, pgoff, uninitialised);
  const address = addWords(mount.at, range.offset, mount.bits);
  const hazards: CramfsHazard[] = [...plan.hazards];
  if (range.pages !== plan.pages) hazards.push("uninitialised-page-count");
  const message = mappedMessage(
    { ...request, pgoff },
    address,
    range.pages,
    RULES,
  );
  const messages = [...prepared.messages];
  if (range.mismatch !== undefined) {
    messages.push(rangeMessage(range.mismatch, pgoff, uninitialised));
  }
  messages.push(message);
  const filled = { ...common, messages, hazards };
  return state === "PREPOPULATE_PFNMAP"
    ? completePfnmap(mount, inode, prepared, range, address, filled)
    : completeMixedmap(mount, inode, prepared, range, address, filled);
}

type Filled =
  & Omit<CramfsMapping, "kind" | "direct" | "runs" | "hazards">
  & { readonly hazards: CramfsHazard[] };

function completePfnmap(
  mount: CramfsMount,
  inode: CramfsInode,
  prepared: PreparedMap,
  range: BlockRange,
  address: Word,
  filled: Filled,
): CramfsMapping {
  const { request, pgoff } = prepared;
  const { hazards } = filled;
  if (isCowMapping(prepared.vmFlags)) hazards.push("pgoff-cleared");
  if (range.pages === 0) {
    hazards.push("remap-empty-range");
    const messages = filled.messages.slice(0, -1);
    return { ...filled, messages, kind: "crash", direct: 0, runs: [] };
  }
  if (range.pages > request.pages) hazards.push("pages-past-vma");
  if (range.pages < request.pages) hazards.push("unfilled-pfnmap");
  const direct = Math.min(range.pages, request.pages);
  const frame = pagesIn(address, BLOCK_BYTES);
  const start = pagesToBytes(frame, BLOCK_BYTES, mount.bits);
  if (pgoff !== request.pgoff || start !== prepared.plan.address) {
    hazards.push("wrong-block-mapped");
  }
  const rest = request.pages - direct;
  const runs: PageRun[] = [
    { first: 0, pages: direct, from: "flash", address: start },
    ...pagedRuns(inode, direct, rest, pgoff + direct),
  ];
  hazards.push(...pagingHazards(mount, inode, runs));
  return { ...filled, kind: "pfnmap", direct, runs };
}

function completeMixedmap(
  mount: CramfsMount,
  inode: CramfsInode,
  prepared: PreparedMap,
  range: BlockRange,
  address: Word,
  filled: Filled,
): CramfsMapping {
  const { request, plan, pgoff } = prepared;
  const { hazards } = filled;
  const { bits } = mount;
  const inserted = range.pages;
  if (plan.lastPageShared && inserted > plan.pages) {
    hazards.push("shared-page-not-skipped");
  }
  if (inserted > request.pages) {
    hazards.push("pages-past-vma");
    return {
      ...filled,
      messages: filled.messages.slice(0, -1),
      kind: "failed",
      errno: ERRNO.EFAULT,
      direct: 0,
      runs: [],
    };
  }
  hazards.push("address-used-as-pfn");
  const runs: PageRun[] = [];
  for (let i = 0; i < inserted; i++) {
    const pfn = addWords(address, i * BLOCK_BYTES, bits);
    const wild = pagesToBytes(pfn, BLOCK_BYTES, bits);
    runs.push({ first: i, pages: 1, from: "wild", address: wild });
  }
  const rest = request.pages - inserted;
  runs.push(...pagedRuns(inode, inserted, rest, pgoff + inserted));
  hazards.push(...pagingHazards(mount, inode, runs));
  return { ...filled, kind: "mixedmap", direct: 0, runs };
}
