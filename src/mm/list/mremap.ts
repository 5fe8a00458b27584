/**
 * Resizing a mapping. Mirrors mm/nommu.c, `do_mremap()`.
 *
 * @module
 */
import { ERRNO } from "../../abi/errno.ts";
import { MREMAP } from "../../abi/map.ts";
import { VM } from "../../abi/vm.ts";
import { ruleNumber } from "../../policy/rules.ts";
import type { ListMachine, ListProcess } from "./machine.ts";
import type { ListResult } from "./result.ts";
import type { ListElement } from "./vma.ts";

const ZERO_LENGTH = ruleNumber("mremap-zero-length");
const FIXED = ruleNumber("mremap-fixed");
const NO_START = ruleNumber("mremap-no-such-start");
const WRONG_LENGTH = ruleNumber("mremap-wrong-length");
const SHAREABLE = ruleNumber("mremap-shareable");
const BEYOND_SLACK = ruleNumber("mremap-beyond-slack");
const IN_PLACE = ruleNumber("mremap-in-place");

/** Arguments of `mremap()`; lengths in bytes. */
export interface ListMremapRequest {
  /** Start of the mapping. */
  readonly address: number;
  /** Its present length. */
  readonly oldLength: number;
  /** The wanted length. */
  readonly newLength: number;
  /** Bits of `MREMAP_*`. */
  readonly flags: number;
  /** The wanted address, with `MREMAP_FIXED`. */
  readonly newAddress: number;
}

/** Moves the end of a mapping inside the memory allocated for it. */
export function doMremap(
  machine: ListMachine,
  process: ListProcess,
  request: ListMremapRequest,
): ListResult {
  machine.begin();
  const { address, oldLength, newLength } = request;
  if (newLength === 0) return machine.refuse(ERRNO.EINVAL, ZERO_LENGTH);
  if (request.flags & MREMAP.FIXED && request.newAddress !== address) {
    return machine.refuse(ERRNO.EINVAL, FIXED);
  }
  let element: ListElement | null = process.list;
  while (element !== null && element.vma.start !== address) {
    element = element.next;
  }
  if (element === null) return machine.refuse(ERRNO.EINVAL, NO_START);
  const { vma } = element;
  if (vma.end !== (address + oldLength) >>> 0) {
    return machine.refuse(ERRNO.EFAULT, WRONG_LENGTH);
  }
  if (vma.flags & VM.MAYSHARE) return machine.refuse(ERRNO.EPERM, SHAREABLE);
  if (newLength > machine.kmalloc.sizeOf(address)) {
    return machine.refuse(ERRNO.ENOMEM, BEYOND_SLACK);
  }
  vma.end = (address + newLength) >>> 0;
  machine.askedalloc += newLength - oldLength;
  machine.result.vma = vma;
  return machine.succeed(address, IN_PLACE);
}
