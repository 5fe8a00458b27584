/**
 * One sentence on whether a file can be mapped in place.
 *
 * @module
 */

import { ERRNO } from "../../abi/errno.ts";
import { PROT } from "../../abi/prot.ts";
import type { Word } from "../../abi/word.ts";
import {
  type BlockKind,
  blocksOf,
  lastBlockReadsZeros,
  locateBlock,
} from "./block.ts";
import { CRAMFS_FLAG } from "./constants.ts";
import type { CramfsHazard } from "../../policy/hazards/cramfs.ts";
import type { CramfsInode } from "./inode.ts";
import { cramfsMap } from "./mmu.ts";
import { type CramfsMount, hasPhysmemOperations } from "./mount.ts";
import { cramfsGetUnmappedArea } from "./nommu.ts";
import type { BlockMismatch } from "./range.ts";
import type { CramfsRevision } from "./revisions.ts";

/** Whether a whole file can be mapped in place. */
export interface InPlace {
  /** What the request fails with, or 0. */
  readonly errno: number;
  /** Pages from the start of the file that are mapped in place. */
  readonly pages: number;
  /** Physical address of the first of them. */
  readonly address?: Word;
  /** What prevents that, or that for the pages after them. */
  readonly why?: string;
  /** What is wrong with the answer. */
  readonly hazards: readonly CramfsHazard[];
}

/**
 * Whether a no-MMU kernel maps the whole file in place when it is mapped
 * privately, for reading.
 */
export function describeNommu(mount: CramfsMount, inode: CramfsInode): InPlace {
  const missing = whyNotPhysmem(mount, inode);
  if (missing !== undefined) return notInPlace(missing);
  const area = cramfsGetUnmappedArea(mount, inode, inode.size, 0);
  const { address, mismatch } = area;
  const hazards = withReadHazard(mount, inode, area.hazards);
  if (area.errno === 0) {
    return { errno: 0, pages: blocksOf(inode), address, hazards };
  }
  const why = area.errno === ERRNO.EINVAL
    ? "the file is empty"
    : mismatch === undefined
    ? "the first block lies at byte 0"
    : describeMismatch(mount, inode, mismatch);
  const errno = area.errno === ERRNO.EINVAL ? ERRNO.EINVAL : 0;
  return { errno, pages: 0, why, hazards };
}

function withReadHazard(
  mount: CramfsMount,
  inode: CramfsInode,
  hazards: readonly CramfsHazard[],
): readonly CramfsHazard[] {
  const hazard = "last-full-block-reads-zeros";
  const reads = lastBlockReadsZeros(mount.image, inode, blocksOf(inode) - 1);
  return reads && !hazards.includes(hazard) ? [...hazards, hazard] : hazards;
}

function notInPlace(why: string): InPlace {
  return { errno: 0, pages: 0, why, hazards: [] };
}

/**
 * Whether a kernel with an MMU maps the whole file in place when it is mapped
 * privately, for reading, and how many of its pages.
 */
export function describeMmu(
  mount: CramfsMount,
  inode: CramfsInode,
  revision: CramfsRevision,
): InPlace {
  const missing = whyNotPhysmem(mount, inode);
  if (missing !== undefined) return notInPlace(missing);
  if (inode.size === 0) return notInPlace("the file is empty");
  const pages = blocksOf(inode);
  const request = { pgoff: 0, pages, prot: PROT.READ };
  const mapping = cramfsMap(revision, mount, inode, request);
  const { mismatch, reason } = mapping;
  const hazards = withReadHazard(mount, inode, mapping.hazards);
  const run = mapping.runs.find(({ from }) => from === "flash");
  if (mapping.kind === "crash") {
    return { ...notInPlace("the kernel dies"), hazards };
  }
  const block = mismatch && describeMismatch(mount, inode, mismatch);
  const why = reason === undefined || reason === "unsuitable block layout"
    ? block ?? (mapping.lastPageShared ? "last page is shared" : undefined)
    : reason;
  return {
    errno: 0,
    pages: mapping.direct,
    ...(run?.address === undefined ? {} : { address: run.address }),
    ...(why === undefined ? {} : { why }),
    hazards,
  };
}

function whyNotPhysmem(
  mount: CramfsMount,
  inode: CramfsInode,
): string | undefined {
  if (hasPhysmemOperations(mount, inode)) return undefined;
  const { flags } = mount.image.superblock;
  if ((flags & CRAMFS_FLAG.EXT_BLOCK_POINTERS) === 0) {
    return "the image has no extended block pointers";
  }
  return mount.at === 0
    ? "physical address 0 counts as none"
    : "the image is not mounted through an MTD";
}

const KINDS: Readonly<Record<BlockKind, string>> = {
  compressed: "compressed",
  literal: "not direct",
  hole: "a hole",
  direct: "not contiguous",
  "direct-compressed": "compressed",
};

/** Which block ends a range, and how it is stored. */
function describeMismatch(
  mount: CramfsMount,
  inode: CramfsInode,
  mismatch: BlockMismatch,
): string {
  const { block, got, expected } = mismatch;
  const { kind } = locateBlock(mount.image, inode, block);
  return `block ${block} is ${KINDS[kind]} (pointer 0x${got.toString(16)}, ` +
    `wanted 0x${expected.toString(16)})`;
}
