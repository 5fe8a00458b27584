/**
 * Resizing a mapping. Mirrors mm/nommu.c, `do_mremap()`.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import { MREMAP } from "../abi/map.ts";
import {
  addWords,
  offsetInPage,
  pageAlign,
  subtractWords,
  type Word,
} from "../abi/word.ts";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import type { Process } from "./process.ts";

/** Arguments of `mremap()`; lengths in bytes. */
export interface MremapRequest {
  /** Start of the mapping. */
  readonly address: Word;
  /** Its present length. */
  readonly oldLength: Word;
  /** The wanted length. */
  readonly newLength: Word;
  /** Bits of `MREMAP_*`. */
  readonly flags: number;
  /** The wanted address, with `MREMAP_FIXED`. */
  readonly newAddress: Word;
}

/** Resizes a mapping inside its region. */
export function doMremap(
  machine: Machine,
  process: Process,
  request: MremapRequest,
): Outcome {
  const { journal, arch: { wordSize, pageSize } } = machine;
  const { address } = request;
  const { roundsLengths } = machine.edition;
  const bytes = (length: Word): Word =>
    roundsLengths ? pageAlign(length, pageSize, wordSize) : length;
  const oldLength = bytes(request.oldLength);
  const newLength = bytes(request.newLength);
  if (oldLength === 0 || newLength === 0) {
    return journal.refused(ERRNO.EINVAL, "mremap-zero-length");
  }
  if (offsetInPage(address, pageSize) !== 0) {
    return journal.refused(ERRNO.EINVAL, "mremap-not-page-aligned");
  }
  if (request.flags & MREMAP.FIXED && request.newAddress !== address) {
    return journal.refused(ERRNO.EINVAL, "mremap-fixed");
  }

  const vma = process.tree.exact(
    address,
    addWords(address, oldLength, wordSize),
  );
  if (vma === undefined) {
    return journal.refused(ERRNO.EINVAL, "mremap-not-mapped");
  }
  if (vma.freed) journal.hazard("freed-vma-used");
  if (machine.isShareable(vma.flags)) {
    return journal.refused(ERRNO.EPERM, "mremap-shareable");
  }
  const { region } = vma;
  if (newLength > subtractWords(region.end, region.start, wordSize)) {
    return journal.refused(ERRNO.ENOMEM, "mremap-beyond-region");
  }
  vma.end = addWords(vma.start, newLength, wordSize);
  return journal.done("mremap-in-place", vma.start);
}
