/**
 * Which requests two revisions of cramfs answer differently, and why.
 *
 * @module
 */

import { PROT } from "../../abi/prot.ts";
import { VM } from "../../abi/vm.ts";
import { blocksOf } from "./block.ts";
import { BLOCK_BYTES } from "./constants.ts";
import { causeOf, CAUSES } from "./diff_cause.ts";
import type { CramfsInode } from "./inode.ts";
import type { CramfsMapping, CramfsMapRequest } from "./mapping.ts";
import { cramfsMap } from "./mmu.ts";
import { type CramfsMount, hasPhysmemOperations } from "./mount.ts";
import {
  CRAMFS_2017_SHARED_FLAGS,
  cramfsGetUnmappedArea,
  cramfsMmapNommu,
} from "./nommu.ts";
import type { CramfsRevision } from "./revisions.ts";
import { type NamedMount, sampleMount } from "./samples.ts";
import { walkCramfs } from "./walk.ts";

/** What a machine without an MMU makes of a request. */
export type NommuBacking = "direct" | "copy" | "ENODEV";

/** A request that two revisions answer differently. */
export interface RevisionDifference {
  /** Name of the image. */
  readonly image: string;
  /** Path of the file. */
  readonly path: string;
  /** What was asked for. */
  readonly request: CramfsMapRequest;
  /** Whether the machine has an MMU. */
  readonly mmu: boolean;
  /** What the first revision makes of it. */
  readonly left: CramfsMapping | NommuBacking;
  /** What the second revision makes of it. */
  readonly right: CramfsMapping | NommuBacking;
}

/** Differences that have the same cause. */
export interface RevisionGroup {
  /** Id of a hazard, or `rest` where the revisions mean to differ. */
  readonly cause: string;
  /** One sentence. */
  readonly sentence: string;
  /** Where the cause is. */
  readonly source: string;
  /** The differences, those of the shortest requests first. */
  readonly differences: readonly RevisionDifference[];
}

/** What two revisions make of the same requests. */
export interface RevisionDiff {
  /** The revisions. */
  readonly revisions: readonly [left: CramfsRevision, right: CramfsRevision];
  /** Requests that were put to both. */
  readonly requests: number;
  /** How many of them they answer differently. */
  readonly differing: number;
  /** The differences by cause, those with the most first. */
  readonly groups: readonly RevisionGroup[];
}

/** What is compared. */
export interface RevisionDiffOptions {
  /** The images. Default {@linkcode sampleMount}. */
  readonly mounts?: readonly NamedMount[];
  /** What a variable that is never set holds. Default 0. */
  readonly uninitialised?: number;
  /**
   * Kernel of the machines without an MMU: whether it marks private read-only
   * mappings with VM_MAYOVERLAY, as Linux does from 6.3 on. Default true.
   */
  readonly overlay?: boolean;
}

/** Files of more pages are asked for in part. */
const MOST_PAGES = 16;

const REQUESTS: readonly (readonly [prot: number, shared: boolean])[] = [
  [PROT.READ, false],
  [PROT.READ, true],
  [0, false],
  [PROT.READ | PROT.WRITE, false],
];

/**
 * Puts every request for the files of some images to two revisions: each range
 * of pages up to one page past the end, shared and private, with and without
 * an MMU. Messages do not count.
 *
 * @example
 * ```ts
 * import { diffRevisions } from "./diff.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(diffRevisions("v4", "v5").differing, 0);
 * const { groups } = diffRevisions("v5", "v5-amended");
 * assertEquals(groups.map(({ cause }) => cause), [
 *   "direct-page-lost",
 *   "dirty-tail-exposed",
 * ]);
 * ```
 */
export function diffRevisions(
  left: CramfsRevision,
  right: CramfsRevision,
  options: RevisionDiffOptions = {},
): RevisionDiff {
  const { mounts = [sampleMount()] } = options;
  const groups = new Map<string, RevisionDifference[]>();
  let requests = 0;
  let differing = 0;
  const compare = (
    file: Pick<RevisionDifference, "image" | "path" | "request" | "mmu">,
    answer: (revision: CramfsRevision) => CramfsMapping | NommuBacking,
  ): void => {
    requests++;
    const difference = { ...file, left: answer(left), right: answer(right) };
    if (signature(difference.left) === signature(difference.right)) return;
    differing++;
    const cause = causeOf(difference.left, difference.right);
    const group = groups.get(cause);
    if (group === undefined) groups.set(cause, [difference]);
    else group.push(difference);
  };
  for (const { name: image, mount } of mounts) {
    for (const { path, inode } of walkCramfs(mount.image)) {
      if (inode.type !== "reg") continue;
      for (const request of requestsFor(inode)) {
        const file = { image, path, request };
        compare(
          { ...file, mmu: true },
          (revision) => cramfsMap(revision, mount, inode, request, options),
        );
        compare(
          { ...file, mmu: false },
          (revision) => nommuBacking(revision, mount, inode, request, options),
        );
      }
    }
  }
  return {
    revisions: [left, right],
    requests,
    differing,
    groups: [...groups].map(([cause, differences]) => ({
      cause,
      ...CAUSES.get(cause)!,
      differences: differences.sort((a, b) => size(a) - size(b)),
    })).sort((a, b) => b.differences.length - a.differences.length),
  };
}

function size({ request: { pages, pgoff, shared } }: RevisionDifference) {
  return pages * 64 + pgoff * 2 + (shared ? 1 : 0);
}

/** What can be seen of an answer. */
function signature(answer: CramfsMapping | NommuBacking): string {
  if (typeof answer === "string") return answer;
  const { kind, errno, vmFlags, vmPgoff, runs } = answer;
  const pages = runs.map(({ first, pages, from, address, index }) =>
    `${first}+${pages} ${from} ${address} ${index}`
  );
  return [kind, errno, vmFlags, vmPgoff, ...pages].join();
}

function* requestsFor(inode: CramfsInode): Generator<CramfsMapRequest> {
  const blocks = blocksOf(inode);
  for (const pgoff of numbers(0, blocks)) {
    for (const pages of numbers(1, Math.max(1, blocks - pgoff + 1))) {
      for (const [prot, shared] of REQUESTS) {
        yield { pgoff, pages, prot, shared };
      }
    }
  }
}

/** All numbers of a range, or those near its ends if it is long. */
function numbers(first: number, last: number): number[] {
  const all = last - first < MOST_PAGES;
  const near = MOST_PAGES / 2;
  const length = all ? last - first + 1 : MOST_PAGES;
  return Array.from(
    { length },
    (_, i) => all || i < near ? first + i : last - (length - 1 - i),
  );
}

const OVERLAY_AWARE: ReadonlySet<CramfsRevision> = new Set<CramfsRevision>([
  "linux-6.12",
  "2025-mmap-prepare",
]);

function nommuBacking(
  revision: CramfsRevision,
  mount: CramfsMount,
  inode: CramfsInode,
  { pgoff, pages, prot, shared }: CramfsMapRequest,
  { overlay = true }: RevisionDiffOptions,
): NommuBacking {
  const copied = shared ? "ENODEV" : "copy";
  if (prot & PROT.WRITE || !hasPhysmemOperations(mount, inode)) return copied;
  const area = cramfsGetUnmappedArea(mount, inode, pages * BLOCK_BYTES, pgoff);
  if (area.errno !== 0) return copied;
  const privately = overlay ? VM.MAYOVERLAY : VM.MAYSHARE;
  const flags = shared ? VM.SHARED | VM.MAYSHARE : privately;
  const known = OVERLAY_AWARE.has(revision)
    ? VM.MAYSHARE | VM.MAYOVERLAY
    : CRAMFS_2017_SHARED_FLAGS;
  return cramfsMmapNommu(flags, known) === 0 ? "direct" : copied;
}
