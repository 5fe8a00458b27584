/**
 * Calls that always end in one way.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import { begin } from "./call.ts";

/** `mprotect()`, `madvise()`, `mlock()`, `msync()`, `mincore()`. */
export function absentCall(machine: Machine): Outcome {
  return begin(machine).refused(ERRNO.ENOSYS, "call-absent");
}

/** Any call on a descriptor that is closed. */
export function badDescriptor(machine: Machine): Outcome {
  return begin(machine).refused(ERRNO.EBADF, "bad-file-descriptor");
}

/** A step that always succeeds. */
export function plainStep(machine: Machine): Outcome {
  return begin(machine).done("done");
}
