/**
 * How a kernel reads files into copies.
 *
 * @module
 */
import type { AnyEdition } from "../policy/editions.ts";

/** The operation that a file needs for a copy of it to be filled. */
export function readOperation(edition: AnyEdition): "read" | "read_iter" {
  const readsIter = edition.world === "regions" && edition.copyRead !== "read";
  return readsIter ? "read_iter" : "read";
}
