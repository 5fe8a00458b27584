/**
 * How cramfs maps a file on a machine with an MMU.
 *
 * @module
 */

import { ERRNO } from "../../abi/errno.ts";
import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
import { pagesIn } from "../../abi/word.ts";
import { BLOCK_BYTES } from "./constants.ts";
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
import { completeMap, prepareMap } from "./mmap_prepare.ts";
import { type CramfsMount, hasPhysmemOperations } from "./mount.ts";
import {
  bailoutMessage,
  type DirectPlan,
  mappedMessage,
  planDirect,
} from "./plan.ts";
import { CRAMFS_REVISIONS, type CramfsRevision } from "./revisions.ts";

/** What {@linkcode cramfsMap} also needs to know. */
export interface CramfsMapOptions {
  /**
   * What an uninitialised variable of 32 bits holds, for
   * `2025-mmap-prepare`. Default 0, as with CONFIG_INIT_STACK_ALL_ZERO.
   */
  readonly uninitialised?: number;
}

/**
 * What `mmap()` of a cramfs file answers with an MMU, and which pages come
 * from flash, in the given revision of fs/cramfs/inode.c,
 * cramfs_physmem_mmap(). The file is open for reading only.
 *
 * @example
 * ```ts
 * import { PROT } from "../../abi/prot.ts";
 * import { buildCramfs } from "./build.ts";
 * import { lookupPath } from "./directory.ts";
 * import { parseCramfs } from "./image.ts";
 * import { cramfsMap } from "./mmu.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const contents = new Uint8Array(5000).fill(1);
 * const image = parseCramfs(buildCramfs({
 *   type: "dir",
 *   children: { app: { type: "reg", contents, layout: "dirty-tail" } },
 * }));
 * const { inode } = lookupPath(image, "/app");
 * const mount = { image, at: 0x2200_0000, bits: 32 } as const;
 * const request = { pgoff: 0, pages: 2, prot: PROT.READ };
 * const mapping = cramfsMap("linux-6.12", mount, inode!, request);
 * assertEquals(mapping.kind, "mixedmap");
 * assertEquals(mapping.direct, 1);
 * ```
 */
export function cramfsMap(
  revision: CramfsRevision,
  mount: CramfsMount,
  inode: CramfsInode,
  request: CramfsMapRequest,
  options: CramfsMapOptions = {},
): CramfsMapping {
  const refused = refusal(request);
  if (refused !== 0) return failedMap(revision, request, refused);
  if (!hasPhysmemOperations(mount, inode)) {
    return normal(revision, mount, inode, request);
  }
  if (revision === "2025-mmap-prepare") {
    const prepared = prepareMap(mount, inode, request);
    return completeMap(mount, inode, prepared, options.uninitialised ?? 0);
  }
  const rules = CRAMFS_REVISIONS[revision];
  const plan = planDirect(mount, inode, request, rules);
  if (plan.reason !== undefined) {
    const message = bailoutMessage(request, plan.reason, rules);
    const paged = normal(revision, mount, inode, request);
    return {
      ...paged,
      reason: plan.reason,
      lastPageShared: plan.lastPageShared,
      ...withMismatch(plan),
      hazards: [...plan.hazards, ...paged.hazards],
      messages: [...plan.messages, message],
    };
  }
  return direct(revision, mount, inode, request, plan);
}

/**
 * What becomes of a request that only makes a VMA beside it larger: the file
 * system is not asked, and all pages come from RAM.
 */
export function cramfsExtend(
  revision: CramfsRevision,
  mount: CramfsMount,
  inode: CramfsInode,
  request: CramfsMapRequest,
): CramfsMapping {
  return normal(revision, mount, inode, request);
}

function refusal(request: CramfsMapRequest): number {
  if (request.pages <= 0) return ERRNO.EINVAL;
  return request.shared && request.prot & PROT.WRITE ? ERRNO.EACCES : 0;
}

function direct(
  revision: CramfsRevision,
  mount: CramfsMount,
  inode: CramfsInode,
  request: CramfsMapRequest,
  plan: DirectPlan,
): CramfsMapping {
  const rules = CRAMFS_REVISIONS[revision];
  const { pages, address } = plan;
  const vmFlags = initialVmFlags(request);
  const whole = pages === plan.vmaPages;
  const remapped = whole || rules.rest === "split-on-fault";
  const cow = isCowMapping(vmFlags);
  if (whole && pages !== request.pages && cow) {
    const mapping = failedMap(revision, request, ERRNO.EINVAL);
    return { ...mapping, hazards: plan.hazards, messages: plan.messages };
  }
  const message = mappedMessage(request, address, pages, rules);
  const runs: PageRun[] = [
    { first: 0, pages, from: "flash", address },
    ...restOf(inode, request, pages),
  ];
  return {
    revision,
    kind: remapped ? "pfnmap" : "mixedmap",
    errno: 0,
    lastPageShared: plan.lastPageShared,
    direct: pages,
    pages: request.pages,
    vmFlags: vmFlags | (remapped ? PFNMAP_FLAGS : VM.MIXEDMAP),
    vmPgoff: remapped && cow ? pagesIn(address, BLOCK_BYTES) : request.pgoff,
    runs,
    ...withMismatch(plan),
    hazards: [...plan.hazards, ...pagingHazards(mount, inode, runs)],
    messages: [...plan.messages, message],
  };
}

function withMismatch(plan: DirectPlan): Pick<CramfsMapping, "mismatch"> {
  return plan.mismatch === undefined ? {} : { mismatch: plan.mismatch };
}

function restOf(
  inode: CramfsInode,
  request: CramfsMapRequest,
  from: number,
): PageRun[] {
  const { pages, pgoff } = request;
  return pagedRuns(inode, from, pages - from, pgoff + from);
}

function normal(
  revision: CramfsRevision,
  mount: CramfsMount,
  inode: CramfsInode,
  request: CramfsMapRequest,
): CramfsMapping {
  const runs = restOf(inode, request, 0);
  return {
    revision,
    kind: "normal",
    errno: 0,
    lastPageShared: false,
    direct: 0,
    pages: request.pages,
    vmFlags: initialVmFlags(request),
    vmPgoff: request.pgoff,
    runs,
    hazards: pagingHazards(mount, inode, runs),
    messages: [],
  };
}

/** What becomes of a request that is refused before cramfs is asked. */
export function failedMap(
  revision: CramfsRevision,
  request: CramfsMapRequest,
  errno: number,
): CramfsMapping {
  return {
    revision,
    kind: "failed",
    errno,
    lastPageShared: false,
    direct: 0,
    pages: request.pages,
    vmFlags: 0,
    vmPgoff: request.pgoff,
    runs: [],
    hazards: [],
    messages: [],
  };
}
