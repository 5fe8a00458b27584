/**
 * What files of disk filesystems are like in a kernel.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import type { AnyEdition } from "../policy/editions.ts";
import type { FileParts } from "./make.ts";

/** The operation that a file needs for a copy of it to be filled. */
export function readOperation(edition: AnyEdition): "read" | "read_iter" {
  const readsIter = edition.world === "regions" && edition.copyRead !== "read";
  return readsIter ? "read_iter" : "read";
}

/**
 * A regular file that can only be copied. `generic_file_mmap()` answers ENOSYS
 * without an MMU, which matters where the kernel asks the driver in any case.
 */
export function diskFile(edition: AnyEdition): FileParts {
  const asksAlways = edition.world === "list" || !edition.directGoverns;
  return {
    type: "reg",
    readWith: readOperation(edition),
    ...(asksAlways ? { mmap: { errno: ERRNO.ENOSYS } } : {}),
  };
}
