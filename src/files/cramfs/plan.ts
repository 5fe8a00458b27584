/**
 * Which pages of a request can be mapped in place: what all revisions of
 * cramfs_physmem_mmap() have in common.
 *
 * @module
 */

import { PROT } from "../../abi/prot.ts";
import { addWords, offsetInPage, type Word } from "../../abi/word.ts";
import { blocksOf } from "./block.ts";
import { BLOCK_BYTES } from "./constants.ts";
import type { CramfsHazard } from "../../policy/hazards/cramfs.ts";
import type { CramfsInode } from "./inode.ts";
import type { BailoutReason, CramfsMapRequest } from "./mapping.ts";
import type { CramfsMount } from "./mount.ts";
import {
  type BlockMismatch,
  type BlockRange,
  getBlockRange,
  rangeMessage,
} from "./range.ts";
import type { RevisionRules } from "./revisions.ts";
import { isDirty, isOutside, misplacedTailBytes, tailBytes } from "./tail.ts";

/** What can be mapped in place. */
export interface DirectPlan {
  /** Why nothing can. */
  readonly reason?: BailoutReason;
  /** The block pointer that ended the range. */
  readonly mismatch?: BlockMismatch;
  /** Pages from the start of the VMA on; 0 if there is a reason. */
  readonly pages: number;
  /** Pages of the VMA, as the revision counts them. */
  readonly vmaPages: number;
  /** Physical address of the first page. */
  readonly address: Word;
  /** Whether the last page is left out because of other data in it. */
  readonly lastPageShared: boolean;
  /** What went wrong on the way. */
  readonly hazards: readonly CramfsHazard[];
  /** Messages so far. */
  readonly messages: readonly string[];
}

const NOTHING = {
  pages: 0,
  address: 0,
  lastPageShared: false,
  hazards: [] as readonly CramfsHazard[],
};

/** Decides for one request, of a file that has the operations for it. */
export function planDirect(
  mount: CramfsMount,
  inode: CramfsInode,
  request: CramfsMapRequest,
  rules: RevisionRules,
): DirectPlan {
  const { image, bits } = mount;
  const { pgoff } = request;
  const vmaPages = rules.narrow ? request.pages % 0x1_0000_0000 : request.pages;
  const bail = (reason: BailoutReason, range?: BlockRange): DirectPlan => ({
    ...NOTHING,
    reason,
    vmaPages,
    ...(range?.mismatch === undefined ? {} : { mismatch: range.mismatch }),
    messages: rangeMessages(range, pgoff, asked),
  });
  let asked = 0;
  if (request.prot & PROT.WRITE) return bail("vma is writable");
  const rest = blocksOf(inode) - pgoff;
  if (rest <= 0) return bail("beyond file limit");
  asked = Math.min(vmaPages, rest);
  const range = getBlockRange(image, inode, pgoff, asked);
  if (range.offset === 0) {
    const plan = bail("unsuitable block layout", range);
    return range.mismatch === undefined
      ? { ...plan, hazards: ["block-at-offset-zero"] }
      : plan;
  }
  const address = addWords(mount.at, range.offset, bits);
  if (offsetInPage(address, BLOCK_BYTES) !== 0) {
    return bail("data is not page aligned", range);
  }
  const hazards: CramfsHazard[] = [];
  if (vmaPages !== request.pages) hazards.push("length-truncated");
  if (inode.ino + (pgoff + range.pages) * 4 > image.size) {
    hazards.push("table-outside-image");
  }
  const shared = range.pages === rest &&
    lastPageIsShared(mount, inode, range.offset, rules, hazards);
  const pages = range.pages - (shared ? 1 : 0);
  const messages = rangeMessages(range, pgoff, asked);
  if (shared) {
    messages.push(`cramfs: mmap: ${request.name ?? "?"}: last page is shared`);
  }
  return {
    pages,
    vmaPages,
    address,
    lastPageShared: shared,
    hazards,
    messages,
    ...(range.mismatch === undefined ? {} : { mismatch: range.mismatch }),
    ...(pages === 0 ? { reason: "no suitable block remaining" as const } : {}),
  };
}

function lastPageIsShared(
  mount: CramfsMount,
  inode: CramfsInode,
  offset: number,
  rules: RevisionRules,
  hazards: CramfsHazard[],
): boolean {
  const { image } = mount;
  const right = tailBytes(image, inode);
  const shared = isDirty(image, right);
  const looked = rules.tail === "file"
    ? right
    : misplacedTailBytes(inode, offset);
  if (isOutside(image, looked)) hazards.push("tail-check-outside-image");
  if (looked.at === right.at) return shared;
  hazards.push("tail-check-misplaced");
  const answer = isDirty(image, looked);
  if (shared && !answer) hazards.push("dirty-tail-exposed");
  if (!shared && answer) hazards.push("direct-page-lost");
  return answer;
}

function rangeMessages(
  range: BlockRange | undefined,
  pgoff: number,
  asked: number,
): string[] {
  if (range?.mismatch === undefined) return [];
  return [rangeMessage(range.mismatch, pgoff, asked)];
}

/** The message for a file that is not mapped in place. */
export function bailoutMessage(
  request: CramfsMapRequest,
  reason: BailoutReason,
  rules: RevisionRules,
): string {
  const { name = "?", pgoff } = request;
  return rules.pgoffInMessages
    ? `cramfs: ${name}[${pgoff}]: direct mmap impossible: ${reason}`
    : `cramfs: ${name}: direct mmap failed: ${reason}`;
}

/**
 * The message for pages that were mapped in place, up to the count: what
 * follows, the address of the VMA and its protection, is not known here.
 */
export function mappedMessage(
  request: CramfsMapRequest,
  address: Word,
  pages: number,
  rules: RevisionRules,
): string {
  const { name = "?", pgoff } = request;
  const file = rules.pgoffInMessages ? `${name}[${pgoff}]` : name;
  const at = address.toString(16).padStart(8, "0");
  return `cramfs: mapped ${file} at 0x${at} (${pages}/${request.pages} pages)`;
}
